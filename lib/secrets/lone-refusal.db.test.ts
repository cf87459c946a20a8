import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { bind, sourceOf, untilConfirmed, valuesOf } from '@/lib/connections/testing/bound';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setConfirmPause } from '@/lib/managers/confirm';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { renewSession } from '@/lib/providers/registry';
import { useTestAccount } from '@/lib/providers/testing/account';
import { resetBreaker } from '@/lib/quota/gate';
import type { RouteName } from '@/sandbox/route';
import { isTurn } from '@/scripts/by-turns.mjs';

useTestDatabase();
const account = useTestAccount();
const hourMs = 3_600_000;
const time = manualClock(Date.now());
const place: { desk?: Desk; key: string } = { key: '' };

// What a read of a value that is known and old asks for, after a new sign-in.
const routes: RouteName[] = [
  'auth/start',
  'device',
  'auth',
  'auth/confirm-key',
  'auth/complete',
  'account/keysets',
  'vaults',
  'item',
  'items/batch',
  'items/overviews',
];
// A sign-in for each, with 0.25 s of work: half of them this time, the others next (scripts/by-turns.mjs).
const answers = routes
  .flatMap((route) => {
    const isOfEachKind = ['auth/start', 'item', 'items/batch'].includes(route);
    return (isOfEachKind ? [401, 403, 404, 429, 500] : [401, 403]).map((status) => [route, status] as const);
  })
  .filter((answer) => isTurn(`one answer: ${answer.join(' ')}`, 0));

beforeAll(async () => {
  setClock(time);
  setConfirmPause(20);
  place.desk = await connectDesk(account.sandbox, { API: { token: 'v' }, Other: { token: 'w' } });
  const { name } = place.desk.manager;
  place.key = await bind(place.desk, { it: `op://${name}/API/token`, other: `op://${name}/Other/token` });
  await valuesOf(place.key);
});

afterEach(() => {
  account.sandbox.clearFaults();
});

const managerId = () => place.desk?.manager.id ?? '';
const rows = () => database().cacheEntry.findMany({ where: { secretManagerId: managerId() } });

/** Known, hours old, nothing under way, and the next ask signs in again. */
async function makeOld(): Promise<void> {
  account.sandbox.clearFaults();
  await resetBreaker(managerId());
  await settled();
  await valuesOf(place.key);
  await settled();
  time.advance(3 * hourMs);
  await renewSession(managerId());
}

const settled = () => untilConfirmed({ manager: { id: managerId() } });

describe('one answer that refuses or fails', () => {
  it.each(answers)('withdraws nothing that is known: %s %i', async (route, status) => {
    await makeOld();
    account.sandbox.injectFault({ kind: 'status', status, route, times: 1 });
    for (let read = 0; read < 2; read += 1) {
      expect(await valuesOf(place.key)).toEqual({ it: 'v', other: 'w' });
      await settled();
    }
    expect((await rows()).map(({ state }) => state)).toEqual(['value', 'value']);
  });
});

describe('a refusal', () => {
  it('is told in the sources while it is confirmed, and served as stale', async () => {
    await makeOld();
    setConfirmPause(300);
    account.sandbox.injectFault({ kind: 'status', status: 403, route: 'auth/start', times: 1 });
    const first = await sourceOf(place.key, 'it');
    expect(first).toMatchObject({ source: 'memory', state: 'stale', confirming: true });
    await settled();
    setConfirmPause(20);
    expect(await sourceOf(place.key, 'it')).toMatchObject({ state: 'fresh' });
    expect(await sourceOf(place.key, 'it')).not.toHaveProperty('confirming');
    const manager = await database().secretManager.findUniqueOrThrow({ where: { id: managerId() } });
    expect(manager.status).toBe('connected');
  });

  it('is confirmed by an ask that signs in again, one for all that were refused', async () => {
    await makeOld();
    await valuesOf(place.key);
    time.advance(3 * hourMs);
    setConfirmPause(300);
    account.sandbox.clearLog();
    account.sandbox.injectFault({ kind: 'status', status: 403, when: ({ path }) => /\/item/.test(path) });
    expect(await sourceOf(place.key, 'it')).toMatchObject({ confirming: true });
    account.sandbox.clearFaults();
    await settled();
    setConfirmPause(20);
    expect(await sourceOf(place.key, 'it')).toMatchObject({ state: 'fresh' });
    expect(account.sandbox.counts(place.desk?.token.serviceAccountId ?? '')['auth/start']).toBe(1);
  });

  it('that lasts counts: of the account, and nothing is wiped', async () => {
    await makeOld();
    account.sandbox.injectFault({ kind: 'status', status: 403, route: 'auth/start', times: 2 });
    await valuesOf(place.key).catch(() => undefined);
    await settled();
    await expect(valuesOf(place.key)).rejects.toMatchObject({ code: 'provider_denied' });
    expect((await rows()).map(({ state }) => state)).toEqual(['value', 'value']);
  });

  it('that lasts counts: of one secret, and its neighbour goes on', async () => {
    await makeOld();
    const item = account.sandbox.findItem(place.desk?.vaultId ?? '', 'API').item;
    const isOfItem = ({ path }: { path: string }) => path.includes(item);
    account.sandbox.injectFault({ kind: 'status', status: 403, when: isOfItem });
    account.sandbox.injectFault({ kind: 'status', status: 403, route: 'items/batch' });
    await valuesOf(place.key).catch(() => undefined);
    await settled();
    await expect(valuesOf(place.key)).rejects.toMatchObject({ code: 'secret_forbidden' });
  });

  it('stands in the timeline, a lone one too', async () => {
    const kinds = await database().cacheEvent.findMany({ where: { secretManagerId: managerId() } });
    expect(kinds.map(({ kind }) => kind)).toContain('absent');
    setClock(systemClock);
  });
});
