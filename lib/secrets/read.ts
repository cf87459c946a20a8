import type { Entry, EntryTitles, ValueEntry } from '@/lib/cache/entry';
import { judge } from '@/lib/cache/judge';
import { noteUse, recall, remember } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import { countUse } from '@/lib/cache/usage';
import { countFailedRead, countRead } from '@/lib/history/tally';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { formatReference } from '@/lib/kernel/reference';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { sentence } from '@/lib/kernel/sentence';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { countResolved, countUnresolved } from '@/lib/platform/metrics';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { askWithinBudget } from './caller-budget';
import { joinCrowd } from './crowd';
import { crowded, fly } from './flights';
import { doubtedOf } from './found-again';
import { judgeUse } from './judge-use';
import { isYielding } from './refresh-ahead';
import type { Source, State } from './schema';
import { openEntry } from './sealed-entry';
import { isKept, type Wanted } from './wanted';

// Long enough that a key held down on Test does not become a storm.
const absenceRestMs = 3_000;

/** One reference, read: its value with where it came from, or why there is none. */
export type Reading =
  | {
      ok: true;
      value: SecretValue;
      source: Source;
      state: State;
      ageMs: number;
      /** Of the entry that gave it; absent when no entry did. */
      generation?: bigint;
      boundReference: string;
      titles: EntryTitles;
      fieldType: string;
      itemUpdatedAt: string;
    }
  | { ok: false; error: LatchkeyError };

/** Who reads: the label for the audit, and the caller whose budget it spends where it was theirs to choose what is read. */
export interface Reader {
  by: string;
  /** Absent: references that connections bind, and Latchkey's own work. */
  spends?: Caller | undefined;
}

/**
 * The one read path: memory, else table, else the provider, judged by the manager's policy each time. One reading
 * per reference, in the order asked. Does not throw for what a provider does; what goes beyond the reader's budget is
 * `over_budget` in its place.
 */
export async function readSecrets(
  manager: LoadedManager,
  wanted: readonly Wanted[],
  reader: Reader,
): Promise<Reading[]> {
  const { by } = reader;
  const readings = wanted.map((want) => fromEntry(manager, want, recall(want.key), 'memory'));
  await fillFromTable(manager, wanted, readings);
  if (readings.includes(undefined)) await fillFromProvider(manager, wanted, readings, reader);
  const nowMs = clock().now();
  return wanted.map((want, index) => {
    const reading = readings[index] ?? failure('internal');
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

/**
 * The same for somebody who looks at it: what was just repaired in 1Password is found. A remembered absence answers
 * only for moments, then the provider is asked again; so it is for what a scan found broken, whatever is cached of it.
 */
export async function readForPerson(
  manager: LoadedManager,
  wanted: readonly Wanted[],
  reader: Reader,
): Promise<Reading[]> {
  const nowMs = clock().now();
  const doubted = await doubtedOf(
    manager.id,
    wanted.map(({ text }) => text),
  );
  const isOld = (want: Wanted) => {
    const known = recall(want.key);
    if (known?.state === 'value') return doubted.has(want.text);
    return known?.state === 'absent' && nowMs - known.fetchedAtMs >= absenceRestMs;
  };
  const anew = new Map(wanted.filter(isOld).map((want) => [want, readAgain(manager, want, reader)]));
  const readings = await readSecrets(
    manager,
    wanted.filter((want) => !anew.has(want)),
    reader,
  );
  return Promise.all(wanted.map((want) => anew.get(want) ?? readings.shift() ?? failure('internal')));
}

/** Reads from the provider whatever the cache holds, and keeps the answer. For tests, refreshes and repairs. */
export async function readAnew(manager: LoadedManager, want: Wanted): Promise<Reading> {
  // What the table holds is known beforehand, so that nobody takes it for the new answer.
  for (const entry of (await loadEntries([want.key])).values()) remember(entry);
  const answer = await fly(manager, want);
  return answer.ok ? fromAnswer(answer) : failureOf(answer);
}

async function fillFromTable(
  manager: LoadedManager,
  wanted: readonly Wanted[],
  readings: (Reading | undefined)[],
): Promise<void> {
  const missing = wanted.filter((want, index) => !readings[index] && isKept(want)).map(({ key }) => key);
  if (missing.length === 0) return;
  const entries = await loadEntries(missing);
  for (const entry of entries.values()) remember(entry);
  wanted.forEach((want, index) => {
    readings[index] ??= fromEntry(manager, want, entries.get(want.key), 'table');
  });
}

function fromEntry(
  manager: LoadedManager,
  want: Wanted,
  entry: Entry | undefined,
  source: Source,
): Reading | undefined {
  if (!entry || !isKept(want)) return undefined;
  const judgement = judgeUse(manager, entry, clock().now());
  if (entry.state === 'absent')
    return judgement === 'absent' ? failureOf({ ok: false, isCertain: true, ...entry }) : undefined;
  switch (judgement) {
    case 'fresh':
    case 'due':
      return fromValue(entry, source, 'fresh');
    case 'stale':
      return fromValue(entry, source, 'stale');
    case 'fallback':
      // One read of an old entry is no storm: the others of its age are refreshed behind, all together.
      return isYielding(manager) ? fromValue(entry, source, 'stale') : undefined;
    default:
      return undefined;
  }
}

async function fillFromProvider(
  manager: LoadedManager,
  wanted: readonly Wanted[],
  readings: (Reading | undefined)[],
  { spends }: Reader,
): Promise<void> {
  const leave = joinCrowd(manager.id);
  const answered = new Map<Wanted, Reading>();
  const missing = wanted.filter((_, index) => !readings[index]);
  const ask = async (asked: readonly Wanted[]) => {
    const given = await Promise.all(asked.map((want) => fromProvider(manager, want)));
    asked.forEach((want, index) => {
      answered.set(want, given[index] ?? failure('internal'));
    });
    return given.filter(isAbsence).length;
  };
  try {
    if (!leave) for (const want of missing) answered.set(want, crowdedOut(manager, want));
    else if (!spends) await ask(missing);
    else {
      const { refused, retryAfterMs } = await askWithinBudget(spends, manager, missing, ask);
      for (const want of refused) answered.set(want, beyondBudget(manager, want, retryAfterMs));
    }
  } finally {
    leave?.();
  }
  wanted.forEach((want, index) => {
    readings[index] ??= answered.get(want);
  });
}

/** An old absence is asked for again, within the same budget. */
async function readAgain(manager: LoadedManager, want: Wanted, { spends }: Reader): Promise<Reading> {
  let reading: Reading = failure('internal');
  const ask = async ([asked]: readonly Wanted[]) => {
    if (asked) reading = await readAnew(manager, asked);
    return isAbsence(reading) ? 1 : 0;
  };
  if (!spends) return readAnew(manager, want);
  const { refused, retryAfterMs } = await askWithinBudget(spends, manager, [want], ask);
  return refused.has(want) ? beyondBudget(manager, want, retryAfterMs) : reading;
}

function beyondBudget(manager: LoadedManager, want: Wanted, retryAfterMs: number): Reading {
  const says = sentence('keyBudgetSpent');
  return (
    fallback(manager, want) ?? {
      ok: false,
      error: new LatchkeyError('over_budget', { says, retryAfterMs }),
    }
  );
}

function crowdedOut(manager: LoadedManager, want: Wanted): Reading {
  return fallback(manager, want) ?? failureOf(crowded);
}

async function fromProvider(manager: LoadedManager, want: Wanted): Promise<Reading> {
  const answer = await fly(manager, want);
  if (answer.ok) return fromAnswer(answer);
  return (isOutage(answer) && fallback(manager, want)) || failureOf(answer);
}

/** During an outage the last known value serves, as stale, for as long as the policy allows. */
function fallback(manager: LoadedManager, want: Wanted): Reading | undefined {
  const entry = recall(want.key);
  if (!entry || entry.state === 'absent') return undefined;
  if (judge(entry, manager.policy, clock().now()) === 'expired') return undefined;
  return fromValue(entry, 'memory', 'stale');
}

function fromValue(entry: ValueEntry, source: Source, state: State): Reading | undefined {
  const value = openEntry(entry);
  if (!value) return undefined;
  const { generation, boundReference, titles, fieldType, itemUpdatedAt } = entry;
  const ageMs = Math.max(0, clock().now() - entry.fetchedAtMs);
  return {
    ok: true,
    value,
    source,
    state,
    ageMs,
    generation,
    boundReference,
    titles,
    fieldType,
    itemUpdatedAt,
  };
}

function fromAnswer({ value, found }: ProviderAnswer & { ok: true }): Reading {
  return {
    ok: true,
    value,
    source: 'provider',
    state: 'fresh',
    ageMs: 0,
    boundReference: formatReference(found.ids),
    titles: found.names,
    fieldType: found.fieldType,
    itemUpdatedAt: found.itemUpdatedAt,
  };
}

/** Troubles that pass by themselves. A refused token is none: what it could read is not to be served on. */
function isOutage(answer: ProviderAnswer & { ok: false }): boolean {
  return ['provider_unavailable', 'provider_timeout', 'provider_rate_limited', 'overloaded'].includes(
    answer.code,
  );
}

/** Whether the provider said for certain that there is nothing to read. */
function isAbsence(reading: Reading): boolean {
  if (reading.ok) return false;
  return reading.error.code.startsWith('secret_') || reading.error.code === 'reference_invalid';
}

function failure(code: LatchkeyError['code']): Reading {
  return { ok: false, error: new LatchkeyError(code) };
}

function failureOf({ code, says, retryAfterMs }: ProviderAnswer & { ok: false }): Reading {
  return { ok: false, error: new LatchkeyError(code, { says, retryAfterMs }) };
}
