import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { createConnection } from './create';
import { getConnection } from './get';
import { listConnections } from './list';
import { bind, valuesOf } from './testing/bound';
import { admin, builder, makeTeam, ofTeam, support } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();

const clear = (desk: Desk) => clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
const brokenOf = async (key: string) => (await getConnection({ caller: support, input: { key } })).broken;

describe('a bound field whose secret is gone', () => {
  it('says so from the first read that failed by it until it reads again, in the connection and in the list', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    const key = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
    expect(await brokenOf(key)).toEqual([]);
    const item = account.sandbox.findItem(desk.vaultId, 'API');
    account.sandbox.archiveItem(item);
    await clear(desk);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    const broken = [
      { field: 'token', kind: 'missing', isFailing: true, message: expect.stringContaining('archive') },
    ];
    expect(await brokenOf(key)).toMatchObject(broken);
    const listed = await listConnections({ caller: support, input: { search: key, state: 'broken' } });
    expect(listed.items).toMatchObject([{ broken }]);
    account.sandbox.restoreItem(item);
    await clear(desk);
    await valuesOf(key);
    expect(await brokenOf(key)).toEqual([]);
  });

  it('says nothing of that where 1Password only could not be asked', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
    const key = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
    await clear(desk);
    const fault = account.sandbox.injectFault({ route: '*', kind: 'status', status: 503 });
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_unavailable' });
    account.sandbox.clearFaults(fault.id);
    expect(await brokenOf(key)).toEqual([]);
  });
});

describe('a port', () => {
  beforeAll(makeTeam);
  const make = (key: string, value: string) =>
    createConnection({
      caller: builder,
      input: { key, name: key, app: 'postgres', ...ofTeam, fields: { port: { value } } },
    });
  const refused = {
    code: 'invalid_input',
    fields: { 'fields.port.value': { key: 'portForm' } },
  };

  it.each(['0', '65536', 'http', '-1', '54 32', '5432.0'])(
    'of %j is refused and nothing is saved',
    async (value) => {
      await expect(make('wrong-port', value)).rejects.toMatchObject(refused);
      expect(await database().connection.count({ where: { key: 'wrong-port' } })).toBe(0);
      expect(await database().auditEvent.count({ where: { subjectLabel: { contains: 'wrong-port' } } })).toBe(
        0,
      );
    },
  );

  it('is refused in a change too, which leaves the one before; a field of one’s own may be called so', async () => {
    await make('right-port', ' 5432 ');
    const patch = { fields: { port: { value: '70000' } } };
    await expect(
      updateConnection({ caller: builder, input: { key: 'right-port', patch } }),
    ).rejects.toMatchObject(refused);
    expect((await getConnection({ caller: admin, input: { key: 'right-port' } })).fields.port).toEqual({
      value: ' 5432 ',
    });
    const fields = { port: { value: 'left' } };
    const input = { key: 'own-port', name: 'x', app: 'custom', ...ofTeam, fields } as const;
    expect(await createConnection({ caller: builder, input })).toMatchObject({ key: 'own-port' });
  });
});
