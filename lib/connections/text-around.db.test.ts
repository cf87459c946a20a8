import { describe, expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { createConnection } from './create';
import { getConnection } from './get';
import { listConnections } from './list';
import { sourceOf, valuesOf } from './testing/bound';
import { admin, builder, ofTeam, support } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();
let made = 0;

async function make(desk: Desk, text: string | undefined, more: object = {}): Promise<string> {
  made += 1;
  const key = `around-${made}`;
  const token = { ...bindingOf(desk), ...(text === undefined ? {} : { text }), ...more };
  await createConnection({
    caller: builder,
    input: { key, name: key, app: 'http-bearer', ...ofTeam, fields: { token } },
  });
  return key;
}
const bindingOf = (desk: Desk) => ({
  secretManagerId: desk.manager.id,
  reference: `op://${desk.manager.name}/API/token`,
});
const fieldOf = async (key: string, caller = builder) =>
  (await getConnection({ caller, input: { key } })).fields.token;

describe('a text with a reference inside', () => {
  it('reaches workloads with the value in its place, from the provider and from memory alike', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'pa$$&$1{{secret}}' } });
    const key = await make(desk, 'Bearer {{secret}}; x');
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    const wanted = { token: 'Bearer pa$$&$1{{secret}}; x' };
    expect(await valuesOf(key)).toEqual(wanted);
    expect(await valuesOf(key)).toEqual(wanted);
    expect(await sourceOf(key, 'token')).toMatchObject({ source: 'memory' });
  });

  it('gives the new value inside the same text after a rotation', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'old' } });
    const key = await make(desk, 'postgresql://app:{{secret}}@db/app');
    expect(await valuesOf(key)).toEqual({ token: 'postgresql://app:old@db/app' });
    const place = account.sandbox.findItem(desk.vaultId, 'API');
    account.sandbox.updateItem({ vault: place.vault, item: place.item, field: 'token', value: 'new' });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    expect(await valuesOf(key)).toEqual({ token: 'postgresql://app:new@db/app' });
  });

  it('is shown to those who may change it, and to the others only that there is one', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    const key = await make(desk, 'Bearer hunter2 {{secret}}');
    expect(await fieldOf(key)).toMatchObject({ text: 'Bearer hunter2 {{secret}}', isInText: true });
    const seen = await fieldOf(key, support);
    expect(seen).toMatchObject({ isInText: true });
    expect(seen).not.toHaveProperty('text');
    const listed = await listConnections({ caller: support, input: { search: key } });
    expect(JSON.stringify(listed)).not.toContain('hunter2');
  });

  it('is stored sealed, and not at all where it is the secret alone', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    const key = await make(desk, 'Bearer hunter2 {{secret}}');
    const row = await database().connectionField.findFirst({ where: { connection: { key } } });
    expect(Buffer.from(row?.sealedText ?? []).toString('latin1')).not.toContain('hunter2');
    expect(row?.sealedText).not.toBeNull();
    const bare = await make(desk, '{{secret}}');
    const alone = await database().connectionField.findFirst({ where: { connection: { key: bare } } });
    expect(alone?.sealedText).toBeNull();
    expect(await valuesOf(bare)).toEqual({ token: 'v' });
  });

  it('is changed and taken away with the field', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    const key = await make(desk, 'Bearer {{secret}}');
    await valuesOf(key);
    const change = (text?: string) =>
      updateConnection({
        caller: builder,
        input: { key, patch: { fields: { token: { ...bindingOf(desk), ...(text ? { text } : {}) } } } },
      });
    await change('Token {{secret}}');
    expect(await valuesOf(key)).toEqual({ token: 'Token v' });
    await change();
    expect(await valuesOf(key)).toEqual({ token: 'v' });
    expect(await fieldOf(key)).not.toHaveProperty('text');
  });

  it('fails as a whole when the secret is gone: the text is never passed on without it', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    const key = await make(desk, 'Bearer {{secret}}');
    account.sandbox.deleteItem(account.sandbox.findItem(desk.vaultId, 'API'));
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
  });

  it('is kept when it was saved unverified', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    const key = await make(desk, 'Bearer {{secret}}', { saveUnverified: true });
    account.sandbox.clearFaults();
    expect(await fieldOf(key)).toMatchObject({ isVerified: false, text: 'Bearer {{secret}}' });
  });

  it.each(['Bearer', '{{secret}} {{secret}}', '{{ secret }}'])('is refused as %j', async (text) => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    await expect(make(desk, text)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { 'fields.token.text': { key: 'textAroundForm' } },
    });
  });
});

it.each(['op://Vault/Item/field', ' "op://Vault/Item/field" ', 'Bearer {{op://Vault/Item/field}}'])(
  'a reference as if it were the value is refused: %s',
  async (value) => {
    const input = {
      key: 'mistaken',
      name: 'x',
      app: 'custom',
      ...ofTeam,
      fields: { token: { value } },
    } as const;
    await expect(createConnection({ caller: builder, input })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { 'fields.token.value': { key: 'referenceAsValue' } },
    });
  },
);
