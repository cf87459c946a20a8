import type { Entry } from '@/lib/cache/entry';
import { getCached, getDetached, noteUse, putCached } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import { countUse } from '@/lib/cache/usage';
import { countFailedRead, countRead } from '@/lib/history/pending-counters';
import type { Caller } from '@/lib/kernel/caller';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { ifAttached } from '@/lib/platform/if-attached';
import { countResolved, countUnresolved } from '@/lib/platform/metrics';
import { askMissing } from './ask-missing';
import { type CacheLookup, isKept } from './cache-lookup';
import { readFromFallback } from './read-fallback';
import { failure, failureOf, fromAnswer, fromJudged, fromValue, type Reading, readingOf } from './reading';
import { isYielding } from './refresh-ahead';
import type { Source } from './schema';
import { loadConfirmed, loadOnce, unanswered } from './single-flight';
import { touchAndClassify } from './touch-and-classify';

/** Who reads: the label for the audit, and the caller whose budget it spends where it was theirs to choose what is read. */
export interface Reader {
  by: string;
  /** Absent: references that connections bind, and Latchkey's own work. */
  spends?: Caller | undefined;
}

/**
 * A workload's read: memory, else table, else the provider, judged by the manager's policy each time. One reading
 * per reference, in the order asked. Does not throw for what a provider does; what goes beyond the reader's budget is
 * `over_budget` in its place. It is counted, and what is certain is cached; people read by `readForPerson`.
 */
export async function readSecrets(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  reader: Reader,
): Promise<Reading[]> {
  const { by, spends } = reader;
  const readings = wanted.map((want) => fromEntry(manager, want, getCached(want.key), 'memory'));
  await fillFromTable(manager, wanted, readings);
  if (readings.includes(undefined)) {
    const ask = async (asked: readonly CacheLookup[]) => {
      const answers = await Promise.all(asked.map((want) => loadOnce(manager, want)));
      // What was known may have come into doubt since: what serves in the place of an answer is looked up again.
      const lost = asked.filter((want, index) => !answers[index]?.ok && isKept(want) && !getCached(want.key));
      const found = lost.length > 0 ? await entriesIfThere(lost.map(({ key }) => key)) : undefined;
      return asked.map((want, index) =>
        readingOf(manager, want, answers[index] ?? unanswered, found?.get(want.key)),
      );
    };
    const missing = wanted.filter((_, index) => !readings[index]);
    const answered = await askMissing(manager, missing, { spends, ask });
    wanted.forEach((want, index) => {
      readings[index] ??= answered.get(want);
    });
  }
  const own = wanted.map((want, index) => ({ want, reading: readings[index] ?? failure('internal') }));
  const instead = await readFromFallback(manager, own, (fallback, asked) =>
    readSecrets({ ...fallback, fallbackId: null }, asked, reader),
  );
  const nowMs = clock().now();
  return own.map(({ want, reading }) => {
    const given = instead.get(want);
    // The fallback counted it as its own.
    if (given) return given;
    if (isKept(want)) {
      countUse(want.key, by, nowMs);
      noteUse(want.key, nowMs);
    }
    count(manager, reading);
    return reading;
  });
}

function count({ id }: LoadedManager, reading: Reading): void {
  if (!reading.ok) {
    countUnresolved({ code: reading.error.code, count: 1 });
    countFailedRead(id, reading.error.code);
    return;
  }
  const { source, state } = reading;
  countResolved({ source, state, count: 1 });
  if (source !== 'literal') countRead(id, { source, state });
}

/** Reads from the provider whatever the cache holds, and keeps the answer. For tests, refreshes and repairs. */
export async function readAnew(manager: LoadedManager, want: CacheLookup): Promise<Reading> {
  // What the table holds is known beforehand, so that nobody takes it for the new answer.
  for (const entry of (await loadEntries([want.key])).values()) putCached(entry);
  const answer = await loadConfirmed(manager, want);
  return answer.ok ? fromAnswer(answer) : failureOf(answer);
}

async function fillFromTable(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  readings: (Reading | undefined)[],
): Promise<void> {
  const missing = wanted.filter((want, index) => !readings[index] && isKept(want)).map(({ key }) => key);
  if (missing.length === 0) return;
  const entries = await entriesIfThere(missing);
  wanted.forEach((want, index) => {
    readings[index] ??= fromEntry(manager, want, entries.get(want.key), 'table');
  });
}

/** The table's entries, which memory keeps from now on; while the database is away, what memory doubts. */
function entriesIfThere(keys: readonly string[]): Promise<ReadonlyMap<string, Entry>> {
  return ifAttached(
    async () => {
      const entries = await loadEntries(keys);
      for (const entry of entries.values()) putCached(entry);
      return entries;
    },
    () => detachedEntries(keys),
  );
}

function detachedEntries(keys: readonly string[]): ReadonlyMap<string, Entry> {
  const entries = keys.map(getDetached).filter((entry) => entry !== undefined);
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function fromEntry(
  manager: LoadedManager,
  want: CacheLookup,
  entry: Entry | undefined,
  source: Source,
): Reading | undefined {
  if (!entry || !isKept(want)) return undefined;
  const judgement = touchAndClassify(manager, entry, clock().now());
  if (entry.state === 'value' && judgement === 'fallback') {
    // One read of an old entry is no storm: the others of its age are refreshed behind, all together.
    return isYielding(manager) ? fromValue(entry, source, 'stale') : undefined;
  }
  return fromJudged(entry, source, judgement);
}
