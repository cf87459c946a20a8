import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { manualClock as makeClock, type manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { atOnceCounter } from '@/lib/platform/metrics';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import { flushHistory } from './flush';
import { countFailedRead, countRead, countWire, recordLastResult } from './pending-counters';
import { readRollups } from './read';
import { thinHistory } from './thin';

useTestDatabase();

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const startMs = Date.UTC(2026, 5, 10, 12);
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = makeClock(startMs);
  setClock(time);
});
afterEach(() => setClock(systemClock));

/** Another process: it shares the database and nothing counted. */
const inAnotherProcess = () => dropSingleton('history-tally');
const memoryRead = { source: 'memory', state: 'fresh' } as const;

async function totalsOf(
  id: string,
  fromMs = startMs - 400 * 24 * hourMs,
  toMs = startMs + 400 * 24 * hourMs,
) {
  const { byManager } = await readRollups([id], { fromMs, toMs, stepMs: 5 * minuteMs });
  return Object.fromEntries(byManager.get(id) ?? []);
}

describe('rollups', () => {
  it('add up over flushes, restarts and processes, and overwrite nothing', async () => {
    const id = await makeManagerRow();
    countRead(id, memoryRead);
    await flushHistory();
    inAnotherProcess();
    countRead(id, memoryRead);
    countFailedRead(id, 'provider_denied');
    await flushHistory();
    await flushHistory();
    expect(await totalsOf(id)).toEqual({ 'read.memory.fresh': 2, 'failed.provider_denied': 1 });
  });

  it('write two processes’ counts at the same moment', async () => {
    const ids = [await makeManagerRow(), await makeManagerRow()];
    const flushes: Promise<void>[] = [];
    for (let processes = 0; processes < 6; processes += 1) {
      inAnotherProcess();
      for (const id of processes % 2 === 0 ? ids : [...ids].reverse()) countRead(id, memoryRead);
      flushes.push(flushHistory());
    }
    await Promise.all(flushes);
    for (const id of ids) expect(await totalsOf(id)).toEqual({ 'read.memory.fresh': 6 });
  });

  it('take answers at once by the references they are made of, once each', async () => {
    const [one, other] = [await makeManagerRow(), await makeManagerRow()];
    const counter = atOnceCounter([one, other, one]);
    counter.answers += 5;
    await flushHistory();
    counter.answers += 1;
    await flushHistory();
    expect(await totalsOf(one)).toEqual({ 'read.memory.fresh': 12 });
    expect(await totalsOf(other)).toEqual({ 'read.memory.fresh': 6 });
  });

  it('tell requests that went out from those that did not, and how long answers took', async () => {
    const id = await makeManagerRow();
    countWire(id, { isSignIn: true, durationMs: 90, end: { status: 200 } });
    countWire(id, { isSignIn: false, durationMs: 3_000, end: { status: 429 } });
    countWire(id, { isSignIn: false, durationMs: 10_000, end: 'lost' });
    countWire(id, { isSignIn: false, durationMs: 1, end: 'unsent' });
    await flushHistory();
    expect(await totalsOf(id)).toEqual({
      requests: 3,
      'requests.failed': 3,
      sign_ins: 1,
      'latency.count': 2,
      'latency.ms': 3_090,
      'latency.le.100': 1,
      'latency.le.3200': 1,
    });
  });

  it('drop what is no secret manager’s and keep the rest', async () => {
    const id = await makeManagerRow();
    countRead('tried', memoryRead);
    recordLastResult('tried', 'ok');
    countRead(id, memoryRead);
    await flushHistory();
    expect(await totalsOf(id)).toEqual({ 'read.memory.fresh': 1 });
    expect(await totalsOf('tried')).toEqual({});
  });

  it('become hours after two days without a count lost, and go after 90', async () => {
    const id = await makeManagerRow();
    for (let minutes = 0; minutes < 120; minutes += 5) {
      countRead(id, memoryRead);
      await flushHistory();
      time.advance(5 * minuteMs);
    }
    time.advance(48 * hourMs);
    countRead(id, memoryRead);
    await flushHistory();
    await Promise.all([thinHistory(), thinHistory()]);
    const rows = await database().historyRollup.findMany({
      where: { secretManagerId: id },
      orderBy: { startsAt: 'asc' },
    });
    expect(rows.map(({ minutes, total }) => [minutes, Number(total)])).toEqual([
      [60, 12],
      [60, 12],
      [5, 1],
    ]);
    time.advance(91 * 24 * hourMs);
    await thinHistory();
    await thinHistory();
    expect(await totalsOf(id)).toEqual({});
  });
});

describe('the pulse', () => {
  it('keeps the latest success and the latest failure with its cause, whichever process wrote last', async () => {
    const id = await makeManagerRow();
    recordLastResult(id, 'provider_timeout');
    time.advance(minuteMs);
    recordLastResult(id, 'ok');
    await flushHistory();
    inAnotherProcess();
    time.advance(-30_000);
    recordLastResult(id, 'provider_denied');
    await flushHistory();
    time.advance(-20_000);
    recordLastResult(id, 'provider_unavailable');
    recordLastResult(id, 'ok');
    await flushHistory();
    expect(await database().managerPulse.findUnique({ where: { secretManagerId: id } })).toMatchObject({
      lastSuccessAt: new Date(startMs + minuteMs),
      lastFailureAt: new Date(startMs + 30_000),
      lastFailureCode: 'provider_denied',
    });
  });
});
