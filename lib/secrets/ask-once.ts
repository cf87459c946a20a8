import { setTimeout as sleep } from 'node:timers/promises';
import type { Entry } from '@/lib/cache/entry';
import { freshnessOf } from '@/lib/cache/freshness';
import { dropLeases, takeLeases } from '@/lib/cache/lease';
import { getCached, putCached } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import type { LoadedManager } from '@/lib/managers/load';
import { policyInForce } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { databaseKind } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { ifAttached } from '@/lib/platform/if-attached';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { askProvider, type TellEarly } from './ask';
import { type CacheLookup, isKept } from './cache-lookup';
import { fallback } from './reading';
import { openEntry } from './sealed-entry';

const firstLookMs = 20;
const longestLookMs = 250;

interface Asking {
  manager: LoadedManager;
  answers: Map<CacheLookup, ProviderAnswer>;
  tellEarly: TellEarly;
}

/**
 * Asks the provider for what no other process on this database is asking for, and waits for the others' answers in
 * the table. A holder that fails or dies leaves its lease free, and the next one asks; who has something known waits for others no
 * longer than an answer may take. On the embedded database there is one process, so it simply asks.
 * One answer per reference, in the order asked, undefined where nobody gave one; `tellEarly` hears of some before.
 */
export async function askOnce(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
  tellEarly: TellEarly,
): Promise<(ProviderAnswer | undefined)[]> {
  if (databaseKind() === 'embedded') return askProvider(manager, wanted, tellEarly);
  const asking: Asking = { manager, answers: new Map(), tellEarly };
  const unleased = wanted.filter((want) => !isKept(want));
  await Promise.all([askInto(asking, unleased), shareInto(asking, wanted.filter(isKept))]);
  const { answers } = asking;
  return wanted.map((want) => answers.get(want));
}

async function shareInto(asking: Asking, wanted: readonly CacheLookup[]): Promise<void> {
  const { answers, manager } = asking;
  // The holder's own deadline and the writing of its answers; then its lease is free for the next.
  const leaseMs = 2 * env().providerTimeoutMs + 1_000;
  const known = new Map(wanted.map(({ key }) => [key, getCached(key)?.generation ?? 0n]));
  let waiting: readonly CacheLookup[] = wanted;
  let pauseMs = firstLookMs;
  const endsAtMs = performance.now() + env().providerTimeoutMs;
  while (waiting.length > 0) {
    const taken = await takeLeases(
      waiting.map(({ key }) => key),
      leaseMs,
    );
    await lookInto(asking, waiting, known);
    const mine = waiting.filter(({ key }) => taken.has(key));
    try {
      await askInto(
        asking,
        mine.filter((want) => !answers.has(want)),
      );
    } finally {
      await dropLeases(mine.map(({ key }) => key));
    }
    waiting = waiting.filter((want) => !answers.has(want));
    // Another process takes longer than an answer may: what is known serves, and the next read asks.
    if (performance.now() > endsAtMs) waiting = waiting.filter((want) => !fallback(manager, want));
    if (waiting.length > 0) await sleep(pauseMs);
    pauseMs = Math.min(pauseMs * 2, longestLookMs);
  }
}

async function askInto(
  { manager, answers, tellEarly }: Asking,
  wanted: readonly CacheLookup[],
): Promise<void> {
  if (wanted.length === 0) return;
  const given = await askProvider(manager, wanted, tellEarly);
  for (const [index, want] of wanted.entries()) {
    const answer = given[index];
    if (answer) answers.set(want, answer);
  }
}

/** Takes answers that another process has written since what this one knew, if they are still to be used. */
async function lookInto(
  { manager, answers }: Asking,
  wanted: readonly CacheLookup[],
  known: ReadonlyMap<string, bigint>,
): Promise<void> {
  const entries = await ifAttached(
    () => loadEntries(wanted.map(({ key }) => key)),
    () => new Map<string, Entry>(),
  );
  for (const want of wanted) {
    const entry = entries.get(want.key);
    if (!entry || entry.generation <= (known.get(want.key) ?? 0n)) continue;
    putCached(entry);
    const answer = answerOf(entry, manager);
    if (answer) answers.set(want, answer);
  }
}

function answerOf(entry: Entry, manager: LoadedManager): ProviderAnswer | undefined {
  const nowMs = clock().now();
  const judgement = freshnessOf(entry, policyInForce(manager, nowMs), nowMs);
  if (entry.state === 'absent') {
    return judgement === 'absent'
      ? { ok: false, code: entry.code, says: entry.says, isCertain: true }
      : undefined;
  }
  const value = judgement === 'fresh' || judgement === 'due' ? openEntry(entry) : undefined;
  if (!value) return undefined;
  const { boundReference: bound, titles: names, fieldType, itemVersion, itemUpdatedAt } = entry;
  const found = { bound, names, fieldType, itemVersion, itemUpdatedAt };
  return { ok: true, value, found };
}
