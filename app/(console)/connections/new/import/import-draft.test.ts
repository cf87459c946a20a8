import { describe, expect, it } from 'vitest';
import type { ItemField } from '@/components/picker/binding';
import type { ManagerView } from '@/lib/managers/schema';
import { appOfImport, draftOfImport, draftOfItem, identifierOf } from './import-draft';
import { readImport } from './read-import';

const access = { scope: 'platform' as const, projectIds: [] };
const managers = [
  { id: 'm1', name: 'Main', provider: 'onepassword' },
  { id: 'm2', name: 'Other', provider: 'onepassword' },
] as unknown as ManagerView[];

const draft = (text: string, takesTyped = true) =>
  draftOfImport(readImport(text), { managers, managerId: 'm1', app: undefined, takesTyped, access });
const told = ({ draft: { fields } }: ReturnType<typeof draft>) =>
  fields.map(({ name, isOwn, state }) => [
    isOwn ? `+${name}` : name,
    state.kind === 'bound' ? `${state.binding.secretManagerId} ${state.binding.shownReference}` : state,
  ]);

describe('the app of a text', () => {
  it.each([
    ['STRIPE_SECRET_KEY=op://a/b/c\nSTRIPE_WEBHOOK_SECRET=op://a/b/d', 'stripe'],
    ['STRIPE_API_KEY=op://a/b/c', 'stripe'],
    ['PGHOST=h\nPGUSER=op://a/b/c\nPGPASSWORD=op://a/b/d', 'postgres'],
    ['AWS_ACCESS_KEY_ID=op://a/b/c\nAWS_SECRET_ACCESS_KEY=op://a/b/d', 'aws'],
    ['SLACK_BOT_TOKEN=op://a/b/c', 'slack'],
    ['OPENAI_API_KEY=op://a/b/c', 'openai'],
    ['DB_HOST=h\nDB_PASSWORD=op://a/b/d', 'custom'],
    ['STRIPE_WEBHOOK_SECRET=op://a/b/c', 'custom'],
    ['GITHUB_TOKEN=op://a/b/c\nSLACK_BOT_TOKEN=op://a/b/d', 'custom'],
    ['op://a/b/c', 'custom'],
    ['# app: redis\nx=1', 'redis'],
  ])('%j is %s', (text, app) => {
    expect(appOfImport(readImport(text))).toBe(app);
  });
});

describe('the form of a text', () => {
  it('puts the fields of the app first and the others after them, under their own names', () => {
    expect(told(draft('STRIPE_SECRET_KEY=op://a/b/c\nREGION=eu'))).toEqual([
      ['secretKey', 'm1 op://a/b/c'],
      ['webhookSecret', { kind: 'typed', text: '' }],
      ['+REGION', { kind: 'typed', text: 'eu' }],
    ]);
  });

  it('leaves values out where they are not wanted', () => {
    expect(told(draft('A=op://a/b/c\nB=1', false))).toEqual([['+A', 'm1 op://a/b/c']]);
  });

  it('names references alone after their fields, with the item where two are the same, and each once', () => {
    expect(
      told(
        draft(
          'op://v/Stripe/Secret Key\nop://v/DB/password\nop://v/Mail/password\nop://v/Mail/password\nop://v/x/ключ',
        ),
      ).map(([name]) => name),
    ).toEqual(['+secretKey', '+dbPassword', '+mailPassword', '+mailPassword2', '+field']);
  });

  it('looks in the secret manager that an export tells', () => {
    expect(
      told(
        draft('A=op://a/b/c\n# secret manager: Other\nB=op://a/b/d\n# secret manager: Gone\nC=op://a/b/e'),
      ),
    ).toEqual([
      ['+A', 'm1 op://a/b/c'],
      ['+B', 'm2 op://a/b/d'],
      ['+C', 'm1 op://a/b/e'],
    ]);
  });

  it('takes name and key of an export, and makes the key of the name without one', () => {
    expect(draft('# name: Stripe live\n# key: pay\nA=1').draft).toMatchObject({
      name: 'Stripe live',
      key: 'pay',
    });
    expect(draft('# name: Stripe live\nA=1').draft).toMatchObject({ key: 'stripe-live' });
    expect(draft('A=1').draft).toMatchObject({ name: '', key: '' });
  });
});

describe('the form of an item', () => {
  const field = (title: string, more: Partial<ItemField> = {}): ItemField => ({
    id: title,
    title,
    type: 'Concealed',
    isEmpty: false,
    reference: `op://vvvvvvvvvvvvvvvvvvvvvvvvva/iiiiiiiiiiiiiiiiiiiiiiiiia/${title}`,
    offers: ['value'],
    ...more,
  });
  const item = {
    manager: { id: 'm1', name: 'Main', provider: 'onepassword' as const },
    vaultId: 'v',
    itemId: 'i',
    title: 'Stripe',
    vaultTitle: 'Production',
  };

  it('binds every field that holds something, in the one form that is of use', () => {
    const items = [
      field('Secret Key'),
      field('one-time password', { offers: ['value', 'otp'] }),
      field('private key', { offers: ['value', 'openssh'] }),
      field('Notes', { isEmpty: true }),
    ];
    const { app, draft: made } = draftOfItem(item, { itemTitle: 'Stripe (EU)', items }, access);
    expect([app, made.name, made.key]).toEqual(['stripe', 'Stripe (EU)', 'stripe-eu']);
    const bound = made.fields.flatMap(({ name, state }) =>
      state.kind === 'bound' ? [[name, state.binding.shownReference]] : [],
    );
    expect(bound).toEqual([
      ['secretKey', 'op://Production/Stripe (EU)/Secret Key'],
      ['oneTimePassword', 'op://Production/Stripe (EU)/one-time password?attribute=otp'],
      ['privateKey', 'op://Production/Stripe (EU)/private key?ssh-format=openssh'],
    ]);
  });
});

it.each([
  ['API key', 'apiKey'],
  ['Secret Key', 'secretKey'],
  ['webhook_secret', 'webhookSecret'],
  ['Café au lait', 'cafeAuLait'],
  ['2FA code', 'field2FACode'],
  ['ключ', 'field'],
  ['accessToken', 'accessToken'],
])('%j names a field %j', (title, name) => {
  expect(identifierOf(title)).toBe(name);
});
