import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { flushUsage } from '@/lib/cache/usage';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { flushHistory } from '@/lib/history/flush';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { metricsText } from '@/lib/platform/metrics';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { providerOf } from '@/lib/providers/registry';
import { useTestAccount } from '@/lib/providers/testing/account';
import { breakerOf, recordResult } from '@/lib/quota/gate';
import { countRequests, flushLedger } from '@/lib/quota/ledger';
import { clearEntries } from './clear-entries';
import { findCandidates, signInToDue } from './sign-in-ahead';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
let time: ReturnType<typeof manualClock>;

beforeEach(async () => {
  time = manualClock(Date.now());
  setClock(time);
  await database().secretManager.deleteMany();
  // All of them are of one account.
  await flushLedger();
  await database().upstreamUse.deleteMany();
});

afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

interface Used {
  desk: Desk;
  key: string;
}

/** A secret manager with a connection that was read just now. */
async function used(): Promise<Used> {
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const key = await bind(desk, { it: `op://${desk.manager.name}/API/token` });
  await valuesOf(key);
  time.advance(1_000);
  return { desk, key };
}

/** What a process of before knew is gone, and nothing is signed in. */
async function restart(): Promise<void> {
  await flushUsage();
  await flushHistory();
  forgetAll();
  dropSingleton('warmed-managers');
  await providerOf('onepassword').close('all');
  account.sandbox.clearLog();
}

const signInAll = async () => signInToDue(await findCandidates());

/** Whose sign-ins began, in their order. */
const begun = (...all: Used[]) =>
  account.sandbox
    .requests()
    .filter(({ route }) => route === 'auth/start')
    .map(({ serviceAccountId }) =>
      all.findIndex(({ desk }) => desk.token.serviceAccountId === serviceAccountId),
    );

describe('after a restart', () => {
  it('is signed in to what is due, the last used first, before somebody reads', async () => {
    const [one, other, last] = [await used(), await used(), await used()];
    time.advance(minuteMs);
    await valuesOf(one.key);
    await restart();
    time.advance(20 * minuteMs);
    expect(await signInAll()).toEqual([]);
    expect(begun(one, other, last)).toEqual([0, 2, 1]);
    expect(Object.keys(account.sandbox.counts()).every((route) => route.startsWith('auth'))).toBe(true);
    for (const { key } of [one, other, last]) expect(await valuesOf(key)).toEqual({ it: 'v' });
    expect(begun(one, other, last)).toHaveLength(3);
    expect((await metricsText()).body).toContain('latchkey_sign_ins_ahead_total{outcome="made"} 3');
  });

  it('waits with what is fresh until shortly before it comes due', async () => {
    const one = await used();
    await restart();
    const [later] = await signInAll();
    expect(begun(one)).toEqual([]);
    if (!later) throw new Error('it is to be looked at again');
    time.advance(later.lookAtMs - time.now() - 1);
    expect(await signInToDue([later])).toEqual([later]);
    expect(begun(one)).toEqual([]);
    time.advance(1);
    expect(await signInToDue([later])).toEqual([]);
    expect(begun(one)).toEqual([0]);
  });

  it('waits on where another process has asked meanwhile', async () => {
    const one = await used();
    await restart();
    const [later] = await signInAll();
    time.advance(3 * minuteMs);
    await database().cacheEntry.updateMany({ data: { fetchedAt: new Date(time.now()) } });
    const [again] = await signInToDue(later ? [later] : []);
    expect(again?.lookAtMs).toBeGreaterThan(time.now());
    expect(begun(one)).toEqual([]);
  });

  it('is signed in at once where reads had to ask again and again', async () => {
    const one = await used();
    const ask = async () => {
      time.advance(6 * minuteMs);
      await clearEntries({ caller: admin, input: { secretManagerId: one.desk.manager.id } });
      await valuesOf(one.key);
      await restart();
      await signInAll();
    };
    await ask();
    expect(begun(one)).toEqual([]);
    await ask();
    expect(begun(one)).toEqual([0]);
  });
});

describe('nobody signs in ahead', () => {
  const none = async (spoil: (one: Used) => Promise<unknown>) => {
    const one = await used();
    await restart();
    time.advance(20 * minuteMs);
    await spoil(one);
    account.sandbox.clearLog();
    expect(await signInAll()).toEqual([]);
    expect(account.sandbox.requests()).toEqual([]);
  };

  it('to what was not used for a day', () =>
    none(async () => {
      time.advance(24 * 60 * minuteMs);
    }));

  it('for connections that are disabled', () =>
    none(({ key }) =>
      database().connection.update({ where: { key }, data: { disabledAt: new Date(time.now()) } }),
    ));

  it('to what is known not to answer', () =>
    none(async ({ desk }) => {
      await recordResult(desk.manager.id, { code: 'provider_unavailable' });
      // The pause is over: the next who reads tries.
      time.advance(minuteMs);
      expect(await breakerOf(desk.manager.id)).toMatchObject({ state: 'open' });
    }));

  it('where requests are scarce', () => none(async ({ desk }) => countRequests(desk.manager.id, 698)));

  it('where somebody has signed in already', async () => {
    const one = await used();
    await restart();
    time.advance(20 * minuteMs);
    expect(await valuesOf(one.key)).toEqual({ it: 'v' });
    await signInAll();
    expect(begun(one)).toEqual([0]);
  });

  it('while the process ends', async () => {
    const one = await used();
    await restart();
    time.advance(20 * minuteMs);
    expect(await signInToDue(await findCandidates(), () => true)).toEqual([]);
    expect(begun(one)).toEqual([]);
  });
});

describe('a sign-in ahead that fails', () => {
  it('is no outage where nothing was reached, and the others are signed in all the same', async () => {
    const [one, other] = [await used(), await used()];
    await restart();
    time.advance(20 * minuteMs);
    account.sandbox.injectFault({ route: 'auth/start', kind: 'status', status: 503, times: 1 });
    await signInAll();
    expect(begun(one, other)).toEqual([1, 0]);
    for (const { desk } of [one, other])
      expect(await breakerOf(desk.manager.id)).toEqual({ state: 'closed' });
    expect(await valuesOf(other.key)).toEqual({ it: 'v' });
  });

  it('counts where the token is refused twice', async () => {
    const one = await used();
    await restart();
    time.advance(20 * minuteMs);
    account.sandbox.revokeToken(one.desk.token.serviceAccountId);
    await signInAll();
    expect(begun(one)).toEqual([0, 0]);
    expect(await breakerOf(one.desk.manager.id)).toMatchObject({ state: 'open', reason: 'provider_denied' });
  });
});
