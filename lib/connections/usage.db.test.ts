import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { flushConnectionUse, trimConnectionUse } from '@/lib/history/connection-use';
import type { Caller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { disableConnections } from './disable';
import { listConnections } from './list';
import { removeConnection } from './remove';
import { recallConnection, resolveConnection } from './resolve';
import { testConnection } from './test';
import { bind } from './testing/bound';
import { admin, builder, makeTeam, ofTeam, support, workload } from './testing/callers';
import { connectDesk } from './testing/desk';
import { getConnectionUsage } from './usage';

useTestDatabase();
const account = useTestAccount();
const dayMs = 24 * 3_600_000;
const noonMs = Math.floor(Date.now() / dayMs) * dayMs + dayMs / 2;

const keys = { team: workload, others: workload };
beforeAll(async () => {
  await makeTeam();
  await database().project.create({ data: { id: 'p-others', name: 'Others' } });
  const keyOf = async (name: string, scope: object): Promise<Caller> => {
    const { view } = await createApiKey({ caller: admin, input: { name, ...scope } });
    return { ...workload, id: view.id, label: `key ${name}` };
  };
  keys.team = await keyOf('Billing worker', ofTeam);
  keys.others = await keyOf('Secret worker', { scope: 'project', projectIds: ['p-others'] });
});
afterEach(() => setClock(systemClock));

const usageOf = (key: string, caller: Caller = support) => getConnectionUsage({ caller, input: { key } });

async function bound() {
  const time = manualClock(noonMs);
  setClock(time);
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const key = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
  const read = (caller: Caller) =>
    resolveConnection({ caller, input: { key } }).then(
      () => true,
      () => false,
    );
  return { time, desk, key, read };
}

describe('the use of a connection', () => {
  it('is nothing before a workload has read it, whatever people and Latchkey do', async () => {
    const { key } = await bound();
    await testConnection({ caller: admin, input: { key } });
    const usage = await usageOf(key);
    expect(usage).toMatchObject({ lastReadAt: null, lastReadBy: null, readers: { named: [], others: 0 } });
    expect(usage.days).toHaveLength(14);
  });

  it('is counted by API key and day: each way of reading, and what failed', async () => {
    const { time, desk, key, read } = await bound();
    for (let times = 0; times < 3; times += 1) await read(keys.team);
    expect(recallConnection(keys.team, key)).toBeDefined();
    await flushConnectionUse();
    time.advance(dayMs);
    await read(keys.team);
    account.sandbox.archiveItem(account.sandbox.findItem(desk.vaultId, 'API'));
    time.advance(3_600_000);
    expect(await read(keys.team)).toBe(false);
    await disableConnections({ caller: admin, input: { keys: [key] } });
    expect(await read(keys.team)).toBe(false);
    const usage = await usageOf(key);
    expect(usage.days.slice(-2)).toMatchObject([
      { reads: 4, failures: 0 },
      { reads: 1, failures: 2 },
    ]);
    expect(usage).toMatchObject({
      lastReadBy: 'Billing worker',
      today: { reads: 1, failures: 2, named: [{ name: 'Billing worker', reads: 1, failures: 2 }], others: 0 },
      readers: { named: [{ name: 'Billing worker', reads: 5, failures: 2 }] },
    });
    await disableConnections({ caller: admin, input: { keys: [key] } });
  });

  it('names the API keys that one may know, and counts the others', async () => {
    const { key, read } = await bound();
    await read(keys.team);
    await read(keys.others);
    const names = async (caller: Caller) => {
      const { readers } = await usageOf(key, caller);
      return [readers.named.map(({ name }) => name).sort(), readers.others];
    };
    expect(await names(admin)).toEqual([['Billing worker', 'Secret worker'], 0]);
    expect(await names(builder)).toEqual([['Billing worker'], 1]);
    expect(JSON.stringify(await usageOf(key, builder))).not.toContain('Secret');
    const stranger: Caller = { ...builder, projects: ['p-others'] };
    await expect(usageOf(key, stranger)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('sorts the list by the last read, page by page, those that nobody read last', async () => {
    const first = await bound();
    const second = await bound();
    const third = await bound();
    await second.read(keys.team);
    third.time.advance(1_000);
    await first.read(keys.team);
    await flushConnectionUse();
    const listed: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await listConnections({
        caller: admin,
        input: { sort: 'read', limit: 2, secretManagerId: undefined, ...(cursor ? { cursor } : {}) },
      });
      listed.push(...page.items.map(({ key }) => key));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    const wanted = [first, second, third].map(({ key }) => key);
    expect(listed.filter((key) => wanted.includes(key))).toEqual(wanted);
    expect(new Set(listed).size).toBe(listed.length);
    const [view] = (await listConnections({ caller: admin, input: { search: first.key } })).items;
    expect(view?.lastReadAt).toBe(new Date(third.time.now()).toISOString());
  });

  it('goes after 90 days, and with its connection, also what is counted still', async () => {
    const { time, key, read } = await bound();
    await read(keys.team);
    await flushConnectionUse();
    time.advance(91 * dayMs);
    await read(keys.team);
    await flushConnectionUse();
    const { id } = await database().connection.findUniqueOrThrow({ where: { key } });
    const rows = () => database().connectionUse.count({ where: { connectionId: id } });
    expect(await rows()).toBe(2);
    await trimConnectionUse();
    expect(await rows()).toBe(1);
    await read(keys.team);
    await removeConnection({ caller: admin, input: { key } });
    await flushConnectionUse();
    expect(await rows()).toBe(0);
  });
});
