import { beforeAll, describe, expect, it } from 'vitest';
import { connectManager } from '@/lib/managers/connect';
import type { ManagerView } from '@/lib/managers/schema';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import { duplicateConnection } from './duplicate';
import { getConnection } from './get';
import { sealText } from './literal';
import { repointConnections } from './repoint';
import type { CreateInput } from './schema';
import { valuesOf } from './testing/bound';
import { admin } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();
const inAddress = 'https://collector.example/?k={{secret}}';
let desk: Desk;
let other: ManagerView;
let made = 0;

beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const { token } = account.sandbox.mintToken({ vaults: [desk.vaultId] });
  const input = {
    name: 'Other',
    provider: 'onepassword',
    config: { serviceAccountToken: token },
  } as const;
  other = await connectManager({ caller: admin, input });
});

const bound = (text?: string) => ({
  secretManagerId: desk.manager.id,
  reference: `op://${desk.manager.name}/API/token`,
  ...(text === undefined ? {} : { text }),
});
async function make(fields: CreateInput['fields'], app: CreateInput['app'] = 'http-bearer'): Promise<string> {
  made += 1;
  const key = `addressed-${made}`;
  await createConnection({ caller: admin, input: { key, name: key, app, fields } });
  return key;
}
/** As it was stored before such texts were refused. */
async function makeStored(text = inAddress): Promise<string> {
  const key = await make({ token: bound('Bearer {{secret}}') });
  const row = await database().connectionField.findFirstOrThrow({ where: { connection: { key } } });
  await database().connectionField.update({
    where: { id: row.id },
    data: { sealedText: sealText(row, text) },
  });
  return key;
}
const refusal = (name: string) => ({
  code: 'invalid_input',
  fields: { [`fields.${name}.text`]: { key: 'textInAddress' } },
});

describe('a secret inside an address', () => {
  it.each([
    ['http-bearer', 'baseUrl', inAddress],
    ['http-bearer', 'baseUrl', '{{secret}}.collector.example'],
    ['http-bearer', 'token', inAddress],
    ['github', 'baseUrl', 'https://{{secret}}/api/v3'],
    ['postgres', 'host', '{{secret}}.collector.example'],
    ['smtp', 'host', 'x{{secret}}'],
    ['custom', 'anything', inAddress],
    ['custom', 'anything', 'postgresql://app@collector.example/?password={{secret}}'],
  ] as const)('is refused for %s in %s when it is created: %s', async (app, name, text) => {
    await expect(make({ [name]: bound(text) }, app)).rejects.toMatchObject(refusal(name));
  });

  it('is refused by a change, which leaves the field as it was', async () => {
    const key = await make({ token: bound('Bearer {{secret}}') });
    const patch = { fields: { token: bound(inAddress) } };
    await expect(updateConnection({ caller: admin, input: { key, patch } })).rejects.toMatchObject(
      refusal('token'),
    );
    expect(await valuesOf(key)).toEqual({ token: 'Bearer v' });
  });

  it('stays allowed as the password of a connection string, and as a whole host', async () => {
    const dsn = await make({ anything: bound('postgresql://app:{{secret}}@db/app') }, 'custom');
    expect(await valuesOf(dsn)).toEqual({ anything: 'postgresql://app:v@db/app' });
    const host = await make({ host: bound('{{secret}}') }, 'postgres');
    expect(await valuesOf(host)).toEqual({ host: 'v' });
  });
});

describe('one that is stored already', () => {
  it('keeps resolving, and other things of its connection can be changed', async () => {
    const key = await makeStored();
    await updateConnection({ caller: admin, input: { key, patch: { name: 'Renamed' } } });
    expect(await valuesOf(key)).toEqual({ token: 'https://collector.example/?k=v' });
  });

  it('is refused when its field is edited again', async () => {
    const key = await makeStored();
    const { fields } = await getConnection({ caller: admin, input: { key } });
    const text = fields.token && 'text' in fields.token ? fields.token.text : undefined;
    const patch = { fields: { token: bound(text) } };
    await expect(updateConnection({ caller: admin, input: { key, patch } })).rejects.toMatchObject(
      refusal('token'),
    );
  });

  it('is not copied', async () => {
    const key = await makeStored();
    const copying = duplicateConnection({
      caller: admin,
      input: { key, as: { key: `${key}-copy`, name: 'Copy' } },
    });
    await expect(copying).rejects.toMatchObject(refusal('token'));
    expect(await database().connection.count({ where: { key: `${key}-copy` } })).toBe(0);
  });

  it('is not bound to another secret by re-pointing', async () => {
    const keys = [await makeStored(), await make({ token: bound('Bearer {{secret}}') })];
    const result = await repointConnections({
      caller: admin,
      input: {
        fromId: desk.manager.id,
        toId: other.id,
        changes: keys.map((key) => ({ key, revision: 1, fields: { token: bound().reference } })),
      },
    });
    expect(result.changed.map(({ key }) => key)).toEqual([keys[1]]);
    expect(result.left).toMatchObject([{ key: keys[0], field: 'token', code: 'invalid_input' }]);
    expect(await valuesOf(keys[0] ?? '')).toEqual({ token: 'https://collector.example/?k=v' });
  });
});
