import { beforeAll, describe, expect, it } from 'vitest';
import { bind } from '@/lib/connections/testing/bound';
import { admin, builder, ofTeam, support, team } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk, grantAll } from '@/lib/connections/testing/desk';
import { setAccess } from '@/lib/managers/access';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { browseItems, browseVaults } from './browse';
import { readForSearch } from './read-for-search';
import { searchSecrets } from './search';

useTestDatabase();
const account = useTestAccount();

let one: Desk;
let other: Desk;
beforeAll(async () => {
  one = await connectDesk(account.sandbox, {
    Stripe: { 'Secret Key': 'a', 'Webhook Secret': 'b' },
    Payroll: { 'Webhook Secret': 'c' },
  });
  other = await connectDesk(account.sandbox, { 'Webhook relay': { token: 'd' } });
});

const search = async (text: string, caller = admin, connection?: typeof ofTeam) => {
  const { hits, unread } = await searchSecrets({ caller, input: { text, connection } });
  return { found: hits.map(({ kind, titles }) => [kind, titles.item, titles.field].join(' ')), unread };
};
const read = (desk: Desk, caller = admin) =>
  readForSearch({ caller, input: { secretManagerId: desk.manager.id } });
const requests = () => account.sandbox.requests().length;

describe('a search over all secret managers', () => {
  it('finds what is bound and what is listed, costs no request, and says where more may be', async () => {
    await bind(one, { key: `op://${one.manager.name}/Stripe/Webhook Secret` });
    const before = requests();
    expect((await search('webhook')).found).toEqual(['field Stripe Webhook Secret']);
    expect((await search('webhook')).unread).toEqual([
      { secretManagerId: one.manager.id, items: null },
      { secretManagerId: other.manager.id, items: null },
    ]);
    expect(requests()).toBe(before);
    await browseItems({ caller: admin, input: { id: other.manager.id, vaultId: other.vaultId } });
    expect((await search('webhook')).found).toEqual(['field Stripe Webhook Secret']);
  });

  it('finds fields of every item once these are read, fifty items in a request', async () => {
    const before = requests();
    expect(await read(one)).toEqual({ left: 0 });
    // Vaults, items, contents.
    expect(requests() - before).toBeLessThanOrEqual(3);
    await read(other);
    const { found, unread } = await search('webhook');
    expect(found).toEqual([
      'item Webhook relay ',
      'field Payroll Webhook Secret',
      'field Stripe Webhook Secret',
    ]);
    expect(unread).toEqual([]);
    const after = requests();
    await read(one);
    expect(requests()).toBe(after);
  });

  it('takes every word, wherever in the path it stands, whatever the accents and the case', async () => {
    expect((await search('STRIPE sécret webhook')).found).toEqual(['field Stripe Webhook Secret']);
    expect((await search('nothing of this name')).found).toEqual([]);
    expect((await search('  ')).found).toEqual([]);
  });

  it('shows nobody what their projects, or the connection’s, may not use', async () => {
    const projects = [{ projectId: team.id, patterns: ['op://*/Stripe/**'] }];
    await setAccess({ caller: admin, input: { id: one.manager.id, projects } });
    await setAccess({ caller: admin, input: { id: other.manager.id, projects: [] } });
    expect((await search('webhook', builder)).found).toEqual(['field Stripe Webhook Secret']);
    expect((await search('webhook', admin, ofTeam)).found).toEqual(['field Stripe Webhook Secret']);
    await expect(search('webhook', support)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(read(one, support)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('tells nobody what connections of others bind, though their project may use all of it', async () => {
    const desk = await connectDesk(account.sandbox, { Ledger: { passphrase: 'e' } });
    const strangers = await database().project.create({ data: { name: 'Strangers' } });
    await grantAll(desk.manager, strangers.id);
    await bind(desk, { key: `op://${desk.manager.name}/Ledger/passphrase` });
    expect((await search('passphrase', builder)).found).toEqual(['field Ledger passphrase']);
    const stranger = { ...builder, id: 'u-stranger', projects: [strangers.id] };
    expect((await search('passphrase', stranger)).found).toEqual([]);
  });

  it('finds Environments, and their variables once these are listed, as far as somebody may use them', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'a' } });
    const make = (name: string, ...variables: string[]) => {
      const { id } = account.sandbox.createEnvironment({
        name,
        variables: variables.map((each) => ({ name: each, value: 'v' })),
      });
      account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: id });
      return id;
    };
    const shop = make('Harbour shop', 'HARBOUR_URL', 'HARBOUR_KEY');
    make('Harbour odd', 'HARBOUR_TWICE', 'HARBOUR_TWICE');
    make('Harbour empty');
    await browseVaults({ caller: admin, input: { id: desk.manager.id } });
    const found = async (caller = admin) => {
      const { hits, unread } = await searchSecrets({ caller, input: { text: 'harbour' } });
      const of = unread.find(({ secretManagerId }) => secretManagerId === desk.manager.id);
      return [...hits.map(({ kind, titles, reference = '' }) => `${kind} ${titles.vault} ${reference}`), of];
    };
    const environments = [
      'environment Harbour empty ',
      'environment Harbour odd ',
      'environment Harbour shop ',
    ];
    expect(await found()).toEqual([...environments, expect.anything()]);
    // The empty one cannot be read.
    expect(await read(desk)).toEqual({ left: 1 });
    const variables = ['HARBOUR_URL', 'HARBOUR_KEY'].map(
      (name) => `field Harbour shop op-environment://${shop}/${name}`,
    );
    const left = { secretManagerId: desk.manager.id, items: 1 };
    expect(await found()).toEqual([...environments, ...variables, left]);
    const projects = [{ projectId: team.id, patterns: [`op-environment://${shop}/*_KEY`] }];
    await setAccess({ caller: admin, input: { id: desk.manager.id, projects } });
    expect(await found(builder)).toEqual(['environment Harbour shop ', variables[1], undefined]);
  });
});
