import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listAttention } from '@/lib/attention/list';
import { listEvents } from '@/lib/audit/list';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { getManager } from '@/lib/managers/get';
import { forgetTrust, trustedNow } from '@/lib/managers/trust';
import { updateManager } from '@/lib/managers/update';
import { clock, setClock } from '@/lib/platform/clock';
import { database, setDatabaseAway } from '@/lib/platform/database';
import { allIds, publishLocally } from '@/lib/platform/invalidation';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listEntries } from '@/lib/secrets/list-entries';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { listenToFeeds } from './schedule';

useTestDatabase();
const account = useTestAccount(30_000, { now: () => clock().now() });
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock(Date.now());
  setClock(time);
});

afterEach(async () => {
  account.events.clearFaults();
  account.events.setTelling(true);
  await refreshesSettled();
  await database().changeFeed.deleteMany({});
  setClock(systemClock);
});

type TrustedDesk = Desk & { key: string; tokenId: string };
/** A desk whose feed is trusted for a day, by the default policy of five minutes. */
async function trustedDesk(items: Parameters<typeof connectDesk>[1]): Promise<TrustedDesk> {
  const desk = await unmatchedDesk(items);
  tellUse(desk);
  await pass(10_000);
  await valuesOf(desk.key);
  // What was answered before trust began is read once more.
  await pass(11 * minuteMs);
  await valuesOf(desk.key);
  await refreshesSettled();
  // An item tells when it was changed in whole seconds: a rotation that follows is seen by that.
  await sleep(1_100);
  account.sandbox.clearLog();
  return desk;
}

/** The same before any event named its vault. */
async function unmatchedDesk(items: Parameters<typeof connectDesk>[1]): Promise<TrustedDesk> {
  const desk = await connectDesk(account.sandbox, items);
  const references = Object.keys(items).map((title, at) => [
    `f${at}`,
    `op://${desk.manager.name}/${title}/key`,
  ]);
  const key = await bind(desk, Object.fromEntries(references));
  const { token, id: tokenId } = account.events.mintToken();
  time.advance(1_000);
  await change(desk, { token, origin: account.events.address, trust: {} });
  return { ...desk, key, tokenId };
}

/** The provider tells what Latchkey itself reads as well. */
function tellUse({ vaultId }: Desk) {
  account.events.tellUse({ ...account.sandbox.findItem(vaultId, 'Stripe'), action: 'server-fetch' });
}

function change({ manager }: Pick<Desk, 'manager'>, changeFeed: object | null) {
  return updateManager({ caller: admin, input: { id: manager.id, patch: { changeFeed } } });
}

// Shorter than the time after which a feed is silent.
const stepMs = 100_000;
/** Time goes by in steps; the listener looks at each. */
async function pass(ms: number, each: () => Promise<unknown> = async () => undefined) {
  for (let left = ms; left > 0; left -= stepMs) {
    time.advance(Math.min(stepMs, left));
    await listenToFeeds();
    await refreshesSettled();
    await each();
  }
}

const trustOf = async ({ manager }: Pick<Desk, 'manager'>) =>
  (await getManager({ caller: admin, input: { id: manager.id } })).changeFeed.trust;

function rotate({ vaultId }: Desk, title: string, value: string) {
  const { vault, item } = account.sandbox.findItem(vaultId, title);
  account.sandbox.updateItem({ vault, item, field: 'key', value });
}

const asked = () => account.sandbox.requests().filter(({ route }) => !route.startsWith('auth')).length;
describe('a feed that is trusted', () => {
  it('keeps values fresh beyond the policy, alike in answers and on the cache page', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'v' } });
    expect(await trustOf(desk)).toEqual({ freshMs: 24 * hourMs, state: 'on' });
    await pass(2 * hourMs);
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ state: 'fresh' });
    const of = { secretManagerId: desk.manager.id };
    const { items } = await listEntries({ caller: admin, input: of });
    expect(items).toMatchObject([{ state: 'fresh' }]);
    expect((await listEntries({ caller: admin, input: { ...of, state: 'fresh' } })).items).toHaveLength(1);
    expect((await listEntries({ caller: admin, input: { ...of, state: 'stale' } })).items).toHaveLength(0);
  });

  it('costs next to nothing in a day’s work of reads, and looks at a sample all the same', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'v' }, Mail: { key: 'w' } });
    await pass(8 * hourMs, () => valuesOf(desk.key));
    // 120 rounds of four minutes: one in a hundred is looked at. By the policy it would be all of them.
    expect(asked()).toBeGreaterThanOrEqual(1);
    expect(asked()).toBeLessThanOrEqual(4);
    expect(await trustOf(desk)).toMatchObject({ state: 'on' });
  }, 120_000);

  it('serves a change that it tells', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    rotate(desk, 'Stripe', 'after');
    await pass(10_000);
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
  });

  it('serves a change of what is cached and no connection binds', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    await database().connectionField.deleteMany({ where: { secretManagerId: desk.manager.id } });
    rotate(desk, 'Stripe', 'after');
    await pass(10_000);
    const rows = await database().cacheEvent.findMany({
      where: { secretManagerId: desk.manager.id, kind: 'rotated' },
    });
    expect(rows).not.toEqual([]);
  });

  it.each([
    ['refused', (desk: TrustedDesk) => account.events.revokeToken(desk.tokenId)],
    ['not reached', () => account.events.injectFault({ kind: 'status', status: 500 })],
  ])('leaves it to the policy at once where it is %s', async (_why, breakIt) => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    await pass(hourMs);
    account.events.setTelling(false);
    rotate(desk, 'Stripe', 'after');
    breakIt(desk);
    await pass(10_000);
    expect(await trustOf(desk)).toMatchObject({ state: 'waiting' });
    await expect.poll(() => valuesOf(desk.key)).toEqual({ f0: 'after' });
  });

  it('leaves it to the policy after two minutes of silence', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    await pass(hourMs);
    rotate(desk, 'Stripe', 'after');
    // Nobody listens.
    time.advance(2 * minuteMs + 1_000);
    expect(await trustOf(desk)).toMatchObject({ state: 'waiting' });
    await expect.poll(() => valuesOf(desk.key)).toEqual({ f0: 'after' });
  });

  it('is believed only once an event named a vault of the secret manager: it may be of another account', async () => {
    const desk = await unmatchedDesk({ Stripe: { key: 'v' } });
    const elsewhere = await connectDesk(account.sandbox, { Other: { key: 'o' } });
    rotate(elsewhere, 'Other', 'p');
    await pass(10_000);
    await valuesOf(desk.key);
    expect(await trustOf(desk)).toMatchObject({ state: 'waiting' });
    await pass(6 * minuteMs);
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ state: 'stale' });
    await refreshesSettled();
    tellUse(desk);
    await pass(10_000);
    expect(await trustOf(desk)).toMatchObject({ state: 'on' });
    await pass(6 * minuteMs);
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ state: 'fresh' });
  });

  it('is left to the policy where the clock was set back and nobody hears it', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'v' } });
    time.advance(-minuteMs);
    expect(await trustOf(desk)).toMatchObject({ state: 'waiting' });
    expect(trustedNow()).not.toContain(desk.manager.id);
    await pass(2 * minuteMs);
    expect(await trustOf(desk)).toMatchObject({ state: 'on' });
  });

  it('is not believed by a process that has not heard of it', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'v' } });
    await pass(hourMs);
    forgetTrust(desk.manager.id);
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ source: 'provider' });
  });

  it('leaves it to the policy in a process that is cut off from the database', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'v' } });
    await pass(hourMs);
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ source: 'memory', state: 'fresh' });
    setDatabaseAway(true);
    try {
      expect(await sourceOf(desk.key, 'f0')).toMatchObject({ source: 'provider', detached: true });
    } finally {
      setDatabaseAway(false);
    }
  });

  it('is known again after a restart', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'v' } });
    await pass(30_000);
    publishLocally({ topic: 'secret-manager', id: allIds });
    time.advance(20_000);
    expect(await trustOf(desk)).toMatchObject({ state: 'on' });
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ state: 'fresh' });
  });

  it('is not trusted with what it told and nobody could read', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    rotate(desk, 'Stripe', 'after');
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    await pass(10_000);
    await pass(6 * minuteMs);
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ state: 'stale' });
    account.sandbox.clearFaults();
    await pass(3 * minuteMs);
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
  });
});

describe('a feed that keeps a change to itself', () => {
  it('is found out by the sample: trust ends, and it is told everywhere', async () => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    account.events.setTelling(false);
    rotate(desk, 'Stripe', 'after');
    await pass(8 * hourMs, () => valuesOf(desk.key));
    expect(await trustOf(desk)).toMatchObject({
      freshMs: 24 * hourMs,
      state: 'ended',
      endedBecause: 'change_not_told',
    });
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
    const { items } = await listEvents({ caller: admin, input: { subjectId: desk.manager.id, limit: 5 } });
    expect(items).toContainEqual(
      expect.objectContaining({
        verb: 'secret_manager.trust_ended',
        details: { reason: 'change_not_told' },
        actor: expect.objectContaining({ kind: 'system' }),
      }),
    );
    const { items: needs } = await listAttention({ caller: admin });
    expect(needs).toContainEqual(
      expect.objectContaining({ kind: 'trust_ended', next: expect.objectContaining({ action: 'turn_on' }) }),
    );
    // Values go on by the policy.
    await pass(6 * minuteMs);
    expect(await sourceOf(desk.key, 'f0')).toMatchObject({ state: 'stale' });
    await change(desk, { trust: { freshMs: hourMs } });
    await pass(10_000);
    expect(await trustOf(desk)).toEqual({ freshMs: hourMs, state: 'on' });
  }, 120_000);

  it.each([
    ['keeps its trust where it tells it within ten minutes', 9, 'on'],
    ['loses its trust where it tells it later', 30, 'ended'],
  ])('%s', async (_what, lateMinutes, state) => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    account.events.setArrival({ lateMs: lateMinutes * minuteMs });
    rotate(desk, 'Stripe', 'after');
    account.events.setArrival({});
    await pass(6 * minuteMs);
    // A look by the policy finds it before it is told.
    forgetTrust(desk.manager.id);
    await expect.poll(() => valuesOf(desk.key)).toEqual({ f0: 'after' });
    await pass(20 * minuteMs);
    expect(await trustOf(desk)).toMatchObject({ state });
  });

  it.each([
    ['loses its trust by a change of the last 47 hours', 46, 'ended'],
    ['keeps its trust where the change is older than the events that are kept', 48, 'on'],
  ])('%s', async (_what, hoursAgo, state) => {
    const desk = await trustedDesk({ Stripe: { key: 'before' } });
    account.events.setTelling(false);
    rotate(desk, 'Stripe', 'after');
    forgetTrust(desk.manager.id);
    await pass(6 * minuteMs, async () => forgetTrust(desk.manager.id));
    await expect.poll(() => valuesOf(desk.key)).toEqual({ f0: 'after' });
    const of = { secretManagerId: desk.manager.id };
    const longAgo = new Date(time.now() - 96 * hourMs);
    await database().managerFeed.updateMany({ where: of, data: { trustSince: longAgo } });
    await database().changeFeed.updateMany({ data: { hearingSince: longAgo } });
    const itemUpdatedAt = new Date(time.now() - hoursAgo * hourMs).toISOString();
    await database().cacheEntry.updateMany({ where: of, data: { itemUpdatedAt } });
    await pass(minuteMs);
    expect(await trustOf(desk)).toMatchObject({ state });
  });
});
