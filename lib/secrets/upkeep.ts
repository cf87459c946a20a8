import { trimAbsences } from '@/lib/cache/absences';
import { writeDetached } from '@/lib/cache/detached';
import { fillSearch, trimSearch } from '@/lib/cache/fill-search';
import { flushEvents } from '@/lib/cache/flush-events';
import { nextGeneration } from '@/lib/cache/table';
import { trimEntries } from '@/lib/cache/trim';
import { trimEvents } from '@/lib/cache/trim-events';
import { flushUsage } from '@/lib/cache/usage';
import { flushConnectionUse, trimConnectionUse } from '@/lib/history/connection-use';
import { flushHistory } from '@/lib/history/flush';
import { thinHistory } from '@/lib/history/thin';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { settleAllFreshTimes } from '@/lib/managers/automatic';
import { trimTurns } from '@/lib/platform/limit';
import { log } from '@/lib/platform/log';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import { flushLedger, trimLedger } from '@/lib/quota/ledger';
import { renumbered } from './sealed-entry';

const name = 'secrets-upkeep';
const flushMs = 5_000;
// Timelines are told by the hour, and every entry in use has one: they are written less often.
const eventsMs = 60_000;
const freshTimesMs = 60_000;
const trimMs = 3_600_000;

type Timer = ReturnType<typeof setInterval>;

/** Starts what goes on automatically: counted reads are written every five seconds, what is of no more use goes every hour. */
export function startUpkeep(): void {
  nextGeneration().catch(() => undefined);
  replaceSingleton(name, [
    every(flushMs, 'detached answers', () => writeDetached(renumbered)),
    // One is in reserve for while the database is away.
    every(eventsMs, 'generation', nextGeneration),
    every(flushMs, 'usage', flushUsage),
    every(flushMs, 'history', flushHistory),
    every(flushMs, 'connection use', flushConnectionUse),
    every(eventsMs, 'events', flushEvents),
    every(freshTimesMs, 'fresh times', settleAllFreshTimes),
    every(trimMs, 'events', () => trimEvents()),
    every(trimMs, 'entries', trimEntries),
    every(flushMs, 'search', () => fillSearch()),
    every(trimMs, 'search', trimSearch),
    every(trimMs, 'absences', trimAbsences),
    every(trimMs, 'limits', trimTurns),
    every(trimMs, 'ledger', trimLedger),
    every(trimMs, 'history', thinHistory),
    every(trimMs, 'connection use', trimConnectionUse),
  ]);
}

/** Stops it and writes what is counted. */
export async function stopUpkeep(): Promise<void> {
  for (const timer of findSingleton<Timer[]>(name) ?? []) clearInterval(timer);
  await writeDetached(renumbered);
  await flushUsage();
  await flushEvents();
  await flushLedger();
  await flushHistory();
  await flushConnectionUse();
}

function every(intervalMs: number, kind: string, work: () => Promise<unknown>): Timer {
  const timer = setInterval(() => {
    work().catch((error: unknown) => {
      log.warn('upkeep.failed', { kind, inside: asLatchkeyError(error).inside });
    });
  }, intervalMs);
  timer.unref();
  return timer;
}
