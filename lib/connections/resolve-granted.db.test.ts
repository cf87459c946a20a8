import { beforeEach, describe, expect, it, vi } from 'vitest';
import { setAccess } from '@/lib/managers/access';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { recallConnection, resolveConnection } from './resolve';
import { bind, valuesOf } from './testing/bound';
import { admin, team, workload } from './testing/callers';
import { connectDesk, type Desk, giveBack, takeAway } from './testing/desk';

useTestDatabase();
const account = useTestAccount();

let desk: Desk;
let key: string;
beforeEach(async () => {
  desk = await connectDesk(account.sandbox, { API: { token: 'one' }, Other: { token: 'two' } });
  key = await bind(desk, {
    a: `op://${desk.manager.name}/API/token`,
    b: `op://${desk.manager.name}/Other/token`,
  });
});

const resolve = (caller: typeof workload) => resolveConnection({ caller, input: { key } });
const grant = (...patterns: string[]) =>
  setAccess({ caller: admin, input: { id: desk.manager.id, projects: [{ projectId: team.id, patterns }] } });

describe('a connection', () => {
  it('gives its values to keys that reach it and are not limited to others, from memory too', async () => {
    await resolve(workload);
    await resolve(workload);
    expect(recallConnection(workload, key)).toBeDefined();
    const strangers = [
      { ...workload, projects: ['another'] },
      { ...workload, connections: ['another'] },
      { ...workload, kind: 'user' as const },
    ];
    for (const stranger of strangers) {
      await expect(resolve(stranger)).rejects.toMatchObject({
        code: expect.stringMatching(/^(?:forbidden|not_found)$/),
      });
      expect(recallConnection(stranger, key)).toBeUndefined();
    }
  });

  it('costs who may not have it the reads of one that is not there: the time tells nothing', async () => {
    await resolve(workload);
    const stranger = { ...workload, projects: ['another'] };
    const asked = vi.spyOn(database().connection, 'findUnique');
    try {
      await expect(resolve(stranger)).rejects.toMatchObject({ code: 'not_found' });
      const there = asked.mock.calls.length;
      const nothing = resolveConnection({ caller: stranger, input: { key: 'nobodys' } });
      await expect(nothing).rejects.toMatchObject({ code: 'not_found' });
      expect([there, asked.mock.calls.length - there]).toEqual([1, 1]);
    } finally {
      asked.mockRestore();
    }
  });

  it('gives what its projects may use of the secret manager, judged at each resolve', async () => {
    expect(await valuesOf(key)).toEqual({ a: 'one', b: 'two' });
    await grant(`op://${desk.manager.name}/API/**`);
    await expect(valuesOf(key)).rejects.toMatchObject({
      code: 'secret_forbidden',
      details: { failed: [{ field: 'b', code: 'secret_forbidden' }] },
    });
    await grant('op://**');
    expect(await valuesOf(key)).toEqual({ a: 'one', b: 'two' });
  });

  it('gives nothing through a secret manager that does not serve it, and says so', async () => {
    await takeAway(desk.manager);
    const refusal = expect.objectContaining({ key: 'managerNotServing' });
    await expect(valuesOf(key)).rejects.toMatchObject({ fields: { a: refusal, b: refusal } });
    await giveBack(desk.manager);
    expect(await valuesOf(key)).toEqual({ a: 'one', b: 'two' });
  });

  it('leaves nothing in the cache of a secret whose binding was refused, though it had to be read to be judged', async () => {
    await grant('op://*/API/**');
    const vault = desk.manager.name;
    const kept = async () =>
      (await database().cacheEntry.findMany({ where: { secretManagerId: desk.manager.id } })).map(
        ({ shownReference }) => shownReference,
      );
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    account.sandbox.createItem({
      vault: desk.vaultId,
      title: 'Kept away',
      category: 'ApiCredentials',
      fields: [{ label: 'token', type: 'Concealed', value: 'three' }],
    });
    await expect(bind(desk, { c: `op://${vault}/Kept away/token` })).rejects.toMatchObject({
      code: 'secret_forbidden',
    });
    expect(await kept()).toEqual([]);
    await bind(desk, { c: `op://${vault}/API/token` });
    expect(await kept()).toEqual([expect.stringContaining('API')]);
  });
});
