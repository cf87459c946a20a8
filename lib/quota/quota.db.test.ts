import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock as makeClock, type manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import { limitsOf } from '@/lib/providers/descriptors';
import { breakerOf, recordResult, resetBreaker, tryAcquire } from './gate';
import { countRequests, flushLedger, type QuotaSubject, registerQuotaSubject, spentBy } from './ledger';

useTestDatabase();

const hourMs = 3_600_000;
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = makeClock(Date.UTC(2026, 5, 1, 12));
  setClock(time);
});
afterEach(() => setClock(systemClock));

const limits = limitsOf({ provider: 'onepassword', plan: 'other' });

/** What counts against the hour of the credential and the day of the account, and the pace. */
async function usedBy(
  whose: QuotaSubject,
): Promise<{ tokenHour: number; accountDay: number; lastHour: number }> {
  const { windows, lastHour } = await spentBy(whose, limits);
  const [tokenHour = -1, accountDay = -1] = windows.map(({ used }) => used);
  return { tokenHour, accountDay, lastHour };
}

const spender = () => ({ tokenMark: randomUUID(), accountMark: randomUUID() });

/** As after a restart: what memory knew of breakers is gone. */
const restart = () => publishLocally({ topic: 'breaker', id: '*' });

describe('the ledger', () => {
  it('adds up by token and hour and by account and day, tokens of one account together', async () => {
    const first = spender();
    const second = { ...first, tokenMark: randomUUID() };
    registerQuotaSubject('one', first);
    registerQuotaSubject('two', second);
    countRequests('one', 3);
    time.advance(hourMs);
    countRequests('one', 5);
    countRequests('two', 7);
    expect(await usedBy(first)).toMatchObject({ tokenHour: 5, accountDay: 15 });
    expect(await usedBy(second)).toMatchObject({ tokenHour: 7, accountDay: 15 });
    time.advance(24 * hourMs);
    expect(await usedBy(first)).toMatchObject({ tokenHour: 0, accountDay: 0 });
  });

  it('books what was spent before it was known whose it was', async () => {
    const whose = spender();
    countRequests('tried', 4);
    registerQuotaSubject('tried', whose);
    await flushLedger();
    expect(await usedBy(whose)).toMatchObject({ tokenHour: 4 });
  });

  it('counts each request once, also when one of the rows cannot be written at first', async () => {
    const [first, refused, last] = [spender(), spender(), spender()];
    for (const [name, whose] of Object.entries({ first, refused, last })) {
      registerQuotaSubject(name, whose);
      countRequests(name, 3);
    }
    const table = 'ALTER TABLE upstream_use';
    const rule = `CHECK (token_mark <> '${refused.tokenMark}')`;
    await database().$executeRawUnsafe(`${table} ADD CONSTRAINT refuses_one ${rule}`);
    await expect(flushLedger()).rejects.toThrow();
    countRequests('first', 2);
    await database().$executeRawUnsafe(`${table} DROP CONSTRAINT refuses_one`);
    await flushLedger();
    await flushLedger();
    const spent = await Promise.all([first, refused, last].map(usedBy));
    expect(spent.map(({ tokenHour }) => tokenHour)).toEqual([5, 3, 3]);
  });

  it('takes the last hour’s pace over the turn of the hour', async () => {
    const whose = spender();
    registerQuotaSubject('paced', whose);
    countRequests('paced', 100);
    time.advance(1.25 * hourMs);
    expect(await usedBy(whose)).toMatchObject({ tokenHour: 0, lastHour: 75 });
  });
});

describe('the gate', () => {
  it('shuts for all but one probe once the pause is over, and tells the others when to come back', async () => {
    const id = await makeManagerRow();
    await tryAcquire(id);
    await recordResult(id, { code: 'provider_rate_limited', retryAfterMs: 60_000 });
    const refusal = await tryAcquire(id).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'provider_rate_limited' });
    time.advance(80_000);
    await tryAcquire(id);
    await expect(tryAcquire(id)).rejects.toMatchObject({ code: 'provider_rate_limited' });
    await recordResult(id, { code: 'ok' });
    await tryAcquire(id);
    expect(await breakerOf(id)).toEqual({ state: 'closed' });
  });

  it('lets the next probe pass after one that failed, once the longer pause is over', async () => {
    const id = await makeManagerRow();
    await tryAcquire(id);
    await recordResult(id, { code: 'provider_unavailable' });
    time.advance(2_000);
    await tryAcquire(id);
    await recordResult(id, { code: 'provider_unavailable' });
    await expect(tryAcquire(id)).rejects.toMatchObject({ code: 'provider_unavailable' });
    time.advance(10_000);
    await tryAcquire(id);
    await expect(tryAcquire(id)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('stays shut over a restart', async () => {
    const id = await makeManagerRow();
    await tryAcquire(id);
    await recordResult(id, { code: 'provider_denied' });
    const before = await breakerOf(id);
    restart();
    expect(await breakerOf(id)).toEqual(before);
    await expect(tryAcquire(id)).rejects.toMatchObject({ code: 'provider_denied' });
  });

  it('is opened by hand for good', async () => {
    const id = await makeManagerRow();
    await tryAcquire(id);
    await recordResult(id, { code: 'provider_denied' });
    await resetBreaker(id);
    await tryAcquire(id);
    restart();
    await tryAcquire(id);
  });

  it('does not let a slow failure from before lengthen the pause', async () => {
    const id = await makeManagerRow();
    await tryAcquire(id);
    await tryAcquire(id);
    await recordResult(id, { code: 'provider_unavailable' });
    const opened = await breakerOf(id);
    await recordResult(id, { code: 'provider_unavailable' });
    expect(await breakerOf(id)).toEqual(opened);
  });

  it('keeps one manager’s trouble from another', async () => {
    const [troubled, well] = [await makeManagerRow(), await makeManagerRow()];
    await tryAcquire(troubled);
    await recordResult(troubled, { code: 'provider_unavailable' });
    await tryAcquire(well);
  });
});
