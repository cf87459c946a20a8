import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { flushUsage } from '@/lib/cache/usage';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { listQuota } from '@/lib/managers/list-quota';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { database, databaseKind } from '@/lib/platform/database';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { countRequests } from '@/lib/quota/ledger';
import { clearEntries } from './clear-entries';
import { refreshesSettled } from './refresh-ahead';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock(Date.now() + 60 * minuteMs);
  setClock(time);
});

afterEach(() => {
  account.sandbox.clearFaults();
  account.sandbox.setLatency(0);
  setClock(systemClock);
});

describe('keeping a vault fresh', () => {
  it('costs one listing for more items than one request reads, and brings what has changed', async () => {
    const { desk, key } = await largeConnection();
    await valuesOf(key);
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'Item 7');
    account.sandbox.updateItem({ vault, item, field: 'key', value: 'rotated' });
    time.advance(4.5 * minuteMs);
    account.sandbox.clearLog();
    await valuesOf(key);
    await refreshesSettled();
    expect(routes()).toEqual(['items/overviews', 'items/batch']);
    expect(await valuesOf(key)).toMatchObject({ f6: 'value of Item 6', f7: 'rotated' });
    expect(await sourceOf(key, 'f40')).toMatchObject({ state: 'fresh', ageMs: 0 });
    expect(routes()).toHaveLength(2);
  });

  it('takes along what nobody read lately, so that a vault has one age', async () => {
    const { keys } = await manyItems(3);
    for (const key of keys) await valuesOf(key);
    time.advance(4.5 * minuteMs);
    account.sandbox.clearLog();
    await valuesOf(keys[1] ?? '');
    await refreshesSettled();
    for (const key of keys) {
      expect(await sourceOf(key, 'secret')).toMatchObject({ source: 'memory', state: 'fresh', ageMs: 0 });
    }
    expect(routes()).toEqual(['items/batch']);
  });

  it('covers after a restart all that was used before it, with the first read of something old', async () => {
    const { keys } = await manyItems(4);
    for (const key of keys) await valuesOf(key);
    await flushUsage();
    forgetAll();
    dropSingleton('warmed-managers');
    time.advance(20 * minuteMs);
    account.sandbox.clearLog();
    await valuesOf(keys[0] ?? '');
    await refreshesSettled();
    const asked = routes().length;
    for (const key of keys) expect(await sourceOf(key, 'secret')).toMatchObject({ state: 'fresh' });
    expect(routes()).toHaveLength(asked);
    expect(asked).toBeGreaterThan(0);
    expect(asked).toBeLessThanOrEqual(2);
  });
});

describe('one read of an item', () => {
  it('brings all fields of it that connections bind', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'k', hook: 'h' } });
    const one = await bind(desk, { a: `op://${desk.manager.name}/Stripe/key` });
    const other = await bind(desk, { b: `op://${desk.manager.name}/Stripe/hook` });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    account.sandbox.clearLog();
    expect(await valuesOf(one)).toEqual({ a: 'k' });
    const asked = routes().length;
    expect(await sourceOf(other, 'b')).toMatchObject({ source: 'memory', state: 'fresh' });
    expect(await valuesOf(other)).toEqual({ b: 'h' });
    expect(routes()).toHaveLength(asked);
  });
});

describe('a field asked for while its item is being read for another', () => {
  it('joins that read', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'k', hook: 'h' } });
    const one = await bind(desk, { a: `op://${desk.manager.name}/Stripe/key` });
    const other = await bind(desk, { b: `op://${desk.manager.name}/Stripe/hook` });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    account.sandbox.setLatency(500);
    account.sandbox.clearLog();
    const first = valuesOf(one);
    await until(() => routes().length > 0);
    const [a, b] = await Promise.all([first, valuesOf(other)]);
    expect([a, b]).toEqual([{ a: 'k' }, { b: 'h' }]);
    expect(routes().filter((route) => route.startsWith('item'))).toHaveLength(1);
  });
});

describe('beside another process on the same server', () => {
  it('takes what that one has refreshed from the table, and asks for nothing', async ({ skip }) => {
    skip(databaseKind() === 'embedded', 'one process alone');
    const { desk, keys } = await manyItems(3);
    for (const key of keys) await valuesOf(key);
    time.advance(4.5 * minuteMs);
    // What the other process writes when it finds the vault unchanged.
    await database().$executeRaw`
      UPDATE cache_entry SET fetched_at = ${new Date(time.now()).toISOString()}::timestamptz AT TIME ZONE 'UTC',
        generation = nextval('cache_generation') WHERE secret_manager_id = ${desk.manager.id}`;
    account.sandbox.clearLog();
    for (const key of keys) await valuesOf(key);
    await refreshesSettled();
    expect(await sourceOf(keys[0] ?? '', 'secret')).toMatchObject({ state: 'fresh', ageMs: 0 });
    expect(routes()).toEqual([]);
  });

  it('leaves a vault to the process that is listing it', async ({ skip }) => {
    skip(databaseKind() === 'embedded', 'one process alone');
    const { desk, key } = await largeConnection();
    await valuesOf(key);
    await database().readLease.create({
      data: {
        key: `listing ${desk.manager.id} ${desk.vaultId}`,
        holder: 'another process',
        expiresAt: new Date(Date.now() + 5 * minuteMs),
      },
    });
    time.advance(4.5 * minuteMs);
    account.sandbox.clearLog();
    await valuesOf(key);
    await refreshesSettled();
    expect(routes()).toEqual([]);
  });
});

describe('when the plan’s share for background work is used up', () => {
  it('serves what is known as stale, however old the policy allows, and asks for nothing', async () => {
    const { desk, keys } = await manyItems(2);
    for (const key of keys) await valuesOf(key);
    countRequests(desk.manager.id, 900);
    time.advance(5.5 * minuteMs);
    account.sandbox.clearLog();
    expect(await sourceOf(keys[0] ?? '', 'secret')).toMatchObject({ state: 'stale' });
    await refreshesSettled();
    time.advance(30 * minuteMs);
    expect(await sourceOf(keys[0] ?? '', 'secret')).toMatchObject({ state: 'stale', ageMs: 35.5 * minuteMs });
    expect(routes()).toEqual([]);
  });

  it('says that a fresh time cannot be kept on this plan, and which one could', async () => {
    const { desk, keys } = await manyItems(2);
    await updateManager({
      caller: admin,
      input: { id: desk.manager.id, patch: { plan: 'other', policy: { freshMs: minuteMs } } },
    });
    for (const key of keys) await valuesOf(key);
    time.advance(0.9 * minuteMs);
    await valuesOf(keys[0] ?? '');
    await refreshesSettled();
    const { items } = await listQuota({ caller: admin, input: { limit: 100 } });
    const quota = items.find(({ secretManagerId }) => secretManagerId === desk.manager.id);
    // One vault each 48 s: 1,800 requests a day of the 700 that background work may take.
    expect(quota?.forecast).toMatchObject({ fits: false, fittingFreshMs: 3 * minuteMs });
    expect(quota?.forecast.advice).toMatch(/1,800 requests a day.*A fresh time of 3 minutes/);
  });
});

/** Items of one field, each bound in a connection of its own. */
async function manyItems(count: number): Promise<{ desk: Desk; keys: string[] }> {
  const { desk, titles } = await withItems(count);
  const keys: string[] = [];
  for (const title of titles)
    keys.push(await bind(desk, { secret: `op://${desk.manager.name}/${title}/key` }));
  return { desk, keys };
}

/** A connection with more items than one request reads, on a plan with plenty. */
async function largeConnection(): Promise<{ desk: Desk; key: string }> {
  const { desk, titles } = await withItems(60);
  await updateManager({ caller: admin, input: { id: desk.manager.id, patch: { plan: 'business' } } });
  const references = titles.map((title, at) => [`f${at}`, `op://${desk.manager.name}/${title}/key`]);
  return { desk, key: await bind(desk, Object.fromEntries(references)) };
}

async function withItems(count: number): Promise<{ desk: Desk; titles: string[] }> {
  const titles = Array.from({ length: count }, (_, at) => `Item ${at}`);
  const items = titles.map((title) => [title, { key: `value of ${title}` }]);
  return { desk: await connectDesk(account.sandbox, Object.fromEntries(items)), titles };
}

function routes(): string[] {
  return account.sandbox.requests().map(({ route }) => route);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setTimeout(resolve, 5));
}
