import { beforeEach, describe, expect, it } from 'vitest';
import { admin, readerOf } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from './clear-entries';
import { resolveReferences } from './resolve';

useTestDatabase();
const account = useTestAccount();
const patience = { timeout: 20_000 };
const time = manualClock(Date.now());

const names = (count: number) => Array.from({ length: count }, (_, index) => `f${index}`);
const items = names(12);
const fields = names(10);
const count = items.length * fields.length;

beforeEach(() => {
  setClock(time);
  account.sandbox.setLatency(0);
});

async function wideDesk(): Promise<Desk> {
  const values = Object.fromEntries(fields.map((name) => [name, `value of ${name}`]));
  return connectDesk(account.sandbox, Object.fromEntries(items.map((title) => [title, values])));
}

async function sourcesOf({ manager }: Desk): Promise<Set<string>> {
  const references = items.flatMap((item) => fields.map((field) => `op://${manager.name}/${item}/${field}`));
  const input = { secretManagerId: manager.id, references };
  const { results } = await resolveReferences({ caller: readerOf(manager), input });
  expect(results).toHaveLength(count);
  return new Set(results.map((result) => (result.ok ? result.source : result.error.code)));
}

const rowsOf = ({ manager }: Desk) => database().cacheEntry.count({ where: { secretManagerId: manager.id } });

describe('many answers at once', () => {
  it('are in memory when the first reader has them, and in the table soon', async () => {
    const desk = await wideDesk();
    expect(await sourcesOf(desk)).toEqual(new Set(['provider']));
    await new Promise(setImmediate);
    account.sandbox.clearLog();
    expect(await sourcesOf(desk)).toEqual(new Set(['memory']));
    await expect.poll(() => rowsOf(desk), patience).toBe(count);
    expect(account.sandbox.requests()).toEqual([]);
  });

  it('stay gone when they are cleared while they are written', async () => {
    const desk = await wideDesk();
    await sourcesOf(desk);
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    expect(await rowsOf(desk)).toBe(0);
    expect(await sourcesOf(desk)).toEqual(new Set(['provider']));
  });

  it('leave memory when another process cleared the manager while they were on their way', async () => {
    const desk = await wideDesk();
    account.sandbox.setLatency(300);
    account.sandbox.clearLog();
    const reading = sourcesOf(desk);
    await expect.poll(() => account.sandbox.requests().length, patience).toBeGreaterThan(0);
    // As that process writes it, whose word of it is late.
    await database().$executeRaw`
      UPDATE secret_manager SET cache_fence = nextval('cache_generation') WHERE id = ${desk.manager.id}`;
    expect(await reading).toEqual(new Set(['provider']));
    await new Promise(setImmediate);
    await expect.poll(() => sourcesOf(desk), patience).toEqual(new Set(['provider']));
    await expect.poll(() => rowsOf(desk), patience).toBe(count);
  });

  it('are in the table before anybody has them, where older ones were known', async () => {
    const desk = await wideDesk();
    await sourcesOf(desk);
    await expect.poll(() => rowsOf(desk), patience).toBe(count);
    const before = await newestGeneration(desk);
    time.advance(30 * 24 * 60 * 60_000);
    expect(await sourcesOf(desk)).toEqual(new Set(['provider']));
    const anew = await database().cacheEntry.count({
      where: { secretManagerId: desk.manager.id, generation: { gt: before } },
    });
    expect(anew).toBe(count);
  });
});

async function newestGeneration({ manager }: Desk): Promise<bigint> {
  const { _max } = await database().cacheEntry.aggregate({
    where: { secretManagerId: manager.id },
    _max: { generation: true },
  });
  return _max.generation ?? 0n;
}
