import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeDetached } from '@/lib/cache/detached';
import { keepEntries } from '@/lib/cache/keep';
import { forgetAll, getCached } from '@/lib/cache/memory';
import { nextGeneration } from '@/lib/cache/table';
import { resolveConnection } from '@/lib/connections/resolve';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin, workload } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { setClock } from '@/lib/platform/clock';
import { database, setDatabaseAway } from '@/lib/platform/database';
import { allIds, publishLocally } from '@/lib/platform/invalidation';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { resetBreaker } from '@/lib/quota/gate';
import { clearSelection } from './clear-selection';
import { refreshesSettled } from './refresh-ahead';
import { renumbered } from './sealed-entry';

useTestDatabase();
const account = useTestAccount();
const hourMs = 3_600_000;
const place: { desk?: Desk; key: string } = { key: '' };
let time: ReturnType<typeof manualClock>;
let days = 0;

beforeAll(async () => {
  place.desk = await connectDesk(account.sandbox, { API: { token: 'first', other: 'other' } });
  const { name } = place.desk.manager;
  place.key = await bind(place.desk, { token: `op://${name}/API/token` });
});
beforeEach(async () => {
  // Each test in a day of its own: what an earlier one kept is old.
  days += 1;
  time = manualClock(Date.now() + days * 24 * hourMs);
  setClock(time);
  rotate('first');
  await resetBreaker(place.desk?.manager.id ?? '');
  expect(await token()).toBe('first');
  // As a process that runs for a while does.
  await nextGeneration();
});
afterEach(async () => {
  setDatabaseAway(false);
  await writeDetached(renumbered);
  forgetAll();
  account.sandbox.clearFaults();
  setClock(systemClock);
});

function rotate(value: string): void {
  const vault = place.desk?.vaultId ?? '';
  account.sandbox.updateItem({
    vault,
    item: account.sandbox.findItem(vault, 'API').item,
    field: 'token',
    value,
  });
}

/** As the listening connection tells when it is back: anything may have been missed. */
function tellGap(usableUntilMs = performance.now() + hourMs): void {
  for (const topic of ['secret-manager', 'connection', 'api-key', 'cache', 'breaker'] as const)
    publishLocally({ topic, id: allIds, usableUntilMs });
}

const token = async () => (await valuesOf(place.key)).token;
const row = () =>
  database().cacheEntry.findFirstOrThrow({ where: { secretManagerId: place.desk?.manager.id ?? '' } });

async function goAway(): Promise<void> {
  await refreshesSettled();
  setDatabaseAway(true);
  // The pool's connections end.
  await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('while the database is away', () => {
  it('what is due is asked of the secret manager, once for its fresh time, and a rotation is seen', async () => {
    await goAway();
    time.advance(hourMs);
    rotate('second');
    account.sandbox.clearLog();
    expect(await token()).toBe('second');
    expect(await sourceOf(place.key, 'token')).toMatchObject({ source: 'memory', state: 'fresh' });
    for (let read = 0; read < 20; read += 1) await valuesOf(place.key);
    expect(
      account.sandbox.counts(place.desk?.token.serviceAccountId ?? '')['items/batch'] ?? 0,
    ).toBeLessThanOrEqual(1);
    time.advance(hourMs);
    rotate('third');
    expect(await token()).toBe('third');
  });

  it('what was learnt is not followed by what was known before it, and has another tag', async () => {
    await goAway();
    const tags = new Set<string | undefined>();
    for (const value of ['second', 'third', 'fourth']) {
      time.advance(hourMs);
      rotate(value);
      // The first is what the secret manager says, the others are put together in memory.
      for (let read = 0; read < 3; read += 1) expect(await token()).toBe(value);
      tags.add((await resolveConnection({ caller: workload, input: { key: place.key } })).tag);
    }
    expect(tags.size).toBe(3);
    expect(tags.has(undefined)).toBe(false);
  });

  it('what is near its end is refreshed behind', async () => {
    await goAway();
    time.advance(4.5 * 60_000);
    rotate('ahead');
    await valuesOf(place.key);
    await refreshesSettled();
    expect(await token()).toBe('ahead');
  });

  it('an outage of the secret manager serves what is known, and its pause holds', async () => {
    await goAway();
    account.sandbox.injectFault({ kind: 'status', status: 500 });
    time.advance(hourMs);
    expect(await token()).toBe('first');
    account.sandbox.clearLog();
    for (let read = 0; read < 10; read += 1) expect(await token()).toBe('first');
    expect(account.sandbox.requests()).toEqual([]);
    expect(await sourceOf(place.key, 'token')).toMatchObject({ state: 'stale' });
  });

  it('what is known is read on when it was back only for a moment, until its time is over', async () => {
    tellGap();
    await goAway();
    account.sandbox.injectFault({ kind: 'status', status: 500 });
    for (let read = 0; read < 3; read += 1) expect(await token()).toBe('first');
    time.advance(hourMs);
    expect(await token()).toBe('first');
    expect(await sourceOf(place.key, 'token')).toMatchObject({ state: 'stale' });
    setDatabaseAway(false);
    expect(await token()).toBe('first');
    tellGap(performance.now());
    await goAway();
    expect(await token().catch((error) => asLatchkeyError(error).code)).toBe('database_unavailable');
  });

  it('what is known serves where the database comes back while the secret manager fails to answer', async () => {
    await goAway();
    account.sandbox.injectFault({ kind: 'status', status: 500 });
    account.sandbox.setLatency(300);
    time.advance(hourMs);
    const asked = account.sandbox.requests().length;
    const reading = token();
    await expect.poll(() => account.sandbox.requests().length).toBeGreaterThan(asked);
    setDatabaseAway(false);
    tellGap();
    expect(await reading).toBe('first');
    account.sandbox.setLatency(0);
  });

  it('a process that never had a number for its asks asks for nothing', async () => {
    dropSingleton('generation-reserve');
    await goAway();
    time.advance(hourMs);
    rotate('unseen');
    expect(await token()).toBe('first');
  });
});

describe('when it is back', () => {
  it('nothing older is served, and what was learnt is in the table', async () => {
    await goAway();
    // What the table has might still be served, as stale.
    time.advance(6 * 60_000);
    rotate('learnt');
    await valuesOf(place.key);
    await refreshesSettled();
    expect(await token()).toBe('learnt');
    setDatabaseAway(false);
    tellGap();
    expect(await token()).toBe('learnt');
    await writeDetached(renumbered);
    forgetAll();
    account.sandbox.clearLog();
    expect(await token()).toBe('learnt');
    expect(await sourceOf(place.key, 'token')).toMatchObject({ state: 'fresh' });
    expect(account.sandbox.requests()).toEqual([]);
  });

  it('what another process learnt meanwhile stays', async () => {
    await goAway();
    time.advance(hourMs);
    rotate('ours');
    expect(await token()).toBe('ours');
    setDatabaseAway(false);
    const { key, secretManagerId, revision } = await row();
    const ours = getCached(key);
    if (ours?.state !== 'value') throw new Error('nothing was kept');
    const generation = await nextGeneration();
    const theirs = { ...ours, generation, itemVersion: 99 };
    await keepEntries(secretManagerId, revision, generation, [{ entry: theirs, shownReference: 'theirs' }]);
    await writeDetached(renumbered);
    expect(await row()).toMatchObject({ itemVersion: 99, generation });
    expect(getCached(key)).toBeUndefined();
  });

  it('what another process had read before takes no place of it, whatever its number', async () => {
    await token();
    const { key, secretManagerId, revision } = await row();
    const known = getCached(key);
    if (known?.state !== 'value') throw new Error('nothing was kept');
    // Greater than the number that this process has in reserve.
    const [number] = await database().$queryRaw<{ value: bigint }[]>`
      SELECT nextval('cache_generation') AS value`;
    const generation = BigInt(number?.value ?? 0);
    const theirs = { ...known, generation };
    await keepEntries(secretManagerId, revision, generation, [{ entry: theirs, shownReference: 'theirs' }]);
    await goAway();
    time.advance(hourMs);
    rotate('ours');
    expect(await token()).toBe('ours');
    await refreshesSettled();
    setDatabaseAway(false);
    tellGap();
    await writeDetached(renumbered);
    expect((await row()).generation).toBeGreaterThan(generation);
    account.sandbox.clearLog();
    expect(await token()).toBe('ours');
    expect(account.sandbox.requests()).toEqual([]);
  });

  it('what was cleared meanwhile is asked for again', async () => {
    await goAway();
    time.advance(hourMs);
    rotate('cleared');
    expect(await token()).toBe('cleared');
    setDatabaseAway(false);
    const { id = '' } = place.desk?.manager ?? {};
    await clearSelection({ caller: admin, input: { filter: { secretManagerId: id } } });
    await writeDetached(renumbered);
    expect(await database().cacheEntry.count({ where: { secretManagerId: id } })).toBe(0);
    account.sandbox.clearLog();
    expect(await token()).toBe('cleared');
    expect(account.sandbox.requests().length).toBeGreaterThan(0);
  });
});
