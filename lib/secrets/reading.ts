import type { AnswerId, Entry, EntryTitles, ValueEntry } from '@/lib/cache/entry';
import { type Freshness, freshnessOf } from '@/lib/cache/freshness';
import { getCached } from '@/lib/cache/memory';
import { isPassing } from '@/lib/kernel/error-codes';
import { LatchkeyError } from '@/lib/kernel/errors';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { isConfirming } from '@/lib/managers/confirm';
import type { LoadedManager } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { isDatabaseAway } from '@/lib/platform/database';
import type { FoundReference, Identification, ProviderAnswer } from '@/lib/providers/contract';
import type { CacheLookup } from './cache-lookup';
import type { Source, State, ValueSource } from './schema';
import { openEntry } from './sealed-entry';

/** One reference, read: its value with where it came from, or why there is none. */
export type Reading =
  | {
      ok: true;
      value: SecretValue;
      source: Source;
      state: State;
      ageMs: number;
      /** The secret manager refused it once, and is being asked again. */
      isConfirming?: true;
      /** Of the entry that gave it; absent when no entry did. */
      answer?: AnswerId;
      /** The secret manager that gave it in place of the one that was asked. */
      fallbackId?: string;
      boundReference: string;
      titles: EntryTitles;
      /** As the provider told it just now. */
      memberId?: string;
      fieldType: string;
      itemUpdatedAt: string;
    }
  | { ok: false; error: LatchkeyError };

/** What every source tells while the database is away. */
export function detachedMark(): Pick<ValueSource, 'detached'> {
  return isDatabaseAway() ? { detached: true } : {};
}

/** Where a reading came from, as workloads are told. */
export function sourceOf(reading: Reading & { ok: true }): ValueSource {
  const { source, state, ageMs, isConfirming, fallbackId } = reading;
  return {
    source,
    state,
    ageMs,
    ...(isConfirming ? { confirming: true } : {}),
    ...(fallbackId === undefined ? {} : { fallbackId }),
    ...detachedMark(),
  };
}

/** What a reference names, without its value, and from where that is known; or why it names nothing. */
export type Identified = Omit<Reading & { ok: true }, 'value'> | (Reading & { ok: false });

/** What an answer tells of a reference; during an outage what is known of it still, where the policy allows it. */
export function identifiedOf(manager: LoadedManager, want: CacheLookup, answer: Identification): Identified {
  if (answer.ok) return fromIdentification(answer);
  return (isOutage(answer) && fallback(manager, want)) || failureOf(answer);
}

/** What was seen at the provider, now or lately. */
export function fromIdentification({ found, readAtMs }: Identification & { ok: true }): Identified {
  const ageMs = Math.max(0, clock().now() - readAtMs);
  return { ...foundIn(found), source: 'provider', state: 'fresh', ageMs };
}

/**
 * The reading that an answer of the provider gives: during an outage the last known value, where the policy allows it. `found` is
 * what the table has, where memory does not believe its own.
 */
export function readingOf(
  manager: LoadedManager,
  want: CacheLookup,
  answer: ProviderAnswer,
  found?: Entry,
): Reading {
  if (answer.ok) return fromAnswer(answer);
  return ((isOutage(answer) || answer.isInDoubt) && fallback(manager, want, found)) || failureOf(answer);
}

/** During an outage, or while a refusal is confirmed, the last known value serves, as stale, for as long as the policy allows. */
export function fallback(manager: LoadedManager, want: CacheLookup, found?: Entry): Reading | undefined {
  const entry = getCached(want.key) ?? found;
  if (!entry || entry.state === 'absent') return undefined;
  const nowMs = clock().now();
  if (freshnessOf(entry, policyInForce(manager, nowMs), nowMs) === 'expired') return undefined;
  return fromValue(entry, 'memory', 'stale');
}

/** The reading of an entry that a judgement lets serve as it is. Undefined: it does not, and the provider is to be asked. */
export function fromJudged(entry: Entry, source: Source, judgement: Freshness): Reading | undefined {
  if (entry.state === 'absent') {
    return judgement === 'absent' ? failureOf({ ok: false, isCertain: true, ...entry }) : undefined;
  }
  switch (judgement) {
    case 'fresh':
    case 'due':
      return fromValue(entry, source, 'fresh');
    case 'stale':
      return fromValue(entry, source, 'stale');
    default:
      return undefined;
  }
}

/** The reading of a cached value; undefined when its sealed text does not open. */
export function fromValue(entry: ValueEntry, source: Source, state: State): Reading | undefined {
  const value = openEntry(entry);
  if (!value) return undefined;
  const { boundReference, titles, fieldType, itemUpdatedAt } = entry;
  const ageMs = Math.max(0, clock().now() - entry.fetchedAtMs);
  const isInDoubt = isConfirming(entry.managerId, entry.key);
  return {
    ok: true,
    value,
    source,
    state: isInDoubt ? 'stale' : state,
    ...(isInDoubt ? { isConfirming: true } : {}),
    ageMs,
    answer: { generation: entry.generation, fetchedAtMs: entry.fetchedAtMs },
    boundReference,
    titles,
    fieldType,
    itemUpdatedAt,
  };
}

/** The reading of what the provider answered just now. */
export function fromAnswer({ value, found }: ProviderAnswer & { ok: true }): Reading {
  return { ...foundIn(found), value, source: 'provider', state: 'fresh', ageMs: 0 };
}

function foundIn({ bound, names, memberId, fieldType, itemUpdatedAt }: FoundReference) {
  return {
    ok: true,
    boundReference: bound,
    titles: names,
    ...(memberId === undefined ? {} : { memberId }),
    fieldType,
    itemUpdatedAt,
  } as const;
}

/** Troubles that pass by themselves. A refused token is none: what it could read is not to be served on. */
function isOutage(answer: ProviderAnswer & { ok: false }): boolean {
  return answer.code !== 'provider_denied' && isPassing(answer.code);
}

/** Whether the provider said for certain that there is nothing to read. */
export function isAbsence(reading: Identified): boolean {
  if (reading.ok) return false;
  return reading.error.code.startsWith('secret_') || reading.error.code === 'reference_invalid';
}

/** A reading that failed with this code. */
export function failure(code: LatchkeyError['code']): Reading & { ok: false } {
  return { ok: false, error: new LatchkeyError(code) };
}

/** The reading of an answer that gave no value. */
export function failureOf({
  code,
  says,
  retryAfterMs,
}: ProviderAnswer & { ok: false }): Reading & { ok: false } {
  return { ok: false, error: new LatchkeyError(code, { says, retryAfterMs }) };
}
