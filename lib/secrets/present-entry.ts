import { reachedBy } from '@/lib/access/scope';
import { sayAbsence } from '@/lib/cache/absence';
import { absentForMs, freshForMs, servedForMs } from '@/lib/cache/freshness';
import type { EntryView } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { isErrorCode } from '@/lib/kernel/error-codes';
import { roleMay } from '@/lib/kernel/permissions';
import { policyInForceOf } from '@/lib/managers/stored-policy';
import { database } from '@/lib/platform/database';
import { translate } from '@/lib/platform/language';
import type { CacheEntry } from '@/lib/platform/prisma-client/client';
import { type ManagerOfEntries, managerOfEntries } from './entry-freshness';
import { theirsToClear } from './entry-users';
import { readersShown } from './shown-readers';
import { isLoading } from './single-flight';

/** A row with what a view needs beside it. Use with `entryIncludes`. */
export type EntryRow = Omit<CacheEntry, keyof typeof entryOmits> & { secretManager: ManagerOfEntries };

// The sealed value is not even fetched for people.
export const entryOmits = {
  sealedValue: true,
  searchText: true,
  sortReference: true,
  containerKey: true,
  unitKey: true,
} as const;
export const entryIncludes = { secretManager: { select: managerOfEntries } } as const;

/** What leaves of cache entries: an allow-list without a place for a value, with the connections in the caller's reach that use each. */
export async function presentEntries(
  caller: Caller,
  rows: readonly EntryRow[],
  nowMs: number,
): Promise<EntryView[]> {
  const fields = await database().connectionField.findMany({
    where: {
      connection: reachedBy(caller),
      // With it the index on both is used.
      secretManagerId: { in: [...new Set(rows.map(({ secretManagerId }) => secretManagerId))] },
      reference: {
        in: rows.flatMap(({ reference, boundReference }) => [reference, boundReference ?? reference]),
      },
    },
    select: {
      secretManagerId: true,
      reference: true,
      shownReference: true,
      connection: { select: { key: true, name: true } },
    },
  });
  const shown = await readersShown(
    caller,
    rows.map(({ lastReadBy }) => lastReadBy),
  );
  const clearable = roleMay(caller.role, 'cache:clear') ? await theirsToClear(caller, rows) : [];
  const ids = new Set(clearable.map(({ id }) => id));
  return rows.map((row) => {
    const users = fields.filter(
      (field) =>
        field.secretManagerId === row.secretManagerId &&
        (field.reference === row.reference || field.reference === row.boundReference),
    );
    const connections = new Map(users.map(({ connection }) => [connection.key, connection]));
    // An entry that never held a value was never told its names; a field that is bound to it knows them.
    const named = row.titles === null ? users.find((field) => field.shownReference)?.shownReference : null;
    return {
      ...presentEntry(row, nowMs),
      ...(named ? { shownReference: named } : {}),
      lastReadBy: shown(row.lastReadBy),
      mayClear: ids.has(row.id),
      connections: [...connections.values()],
    };
  });
}

function presentEntry(
  row: EntryRow,
  nowMs: number,
): Omit<EntryView, 'connections' | 'lastReadBy' | 'mayClear'> {
  const policy = policyInForceOf(row.secretManager, nowMs);
  const fetchedAtMs = row.fetchedAt.getTime();
  const isAbsent = row.state === 'absent';
  const freshMs = isAbsent ? absentForMs(row.absentCount, policy) : freshForMs(fetchedAtMs, policy);
  const freshUntilMs = fetchedAtMs + freshMs;
  const servedUntilMs = fetchedAtMs + servedForMs(policy, row.secretManager.breaker?.reason);
  // What is fresh is served.
  const staleUntilMs = isAbsent ? servedUntilMs : Math.max(freshUntilMs, servedUntilMs);
  const valueState = nowMs < freshUntilMs ? 'fresh' : nowMs < staleUntilMs ? 'stale' : 'expired';
  const isFresh = !isAbsent && valueState === 'fresh';
  return {
    id: row.id,
    subject: row.subject,
    secretManagerId: row.secretManagerId,
    secretManagerName: row.secretManager.name,
    reference: row.reference,
    shownReference: row.shownReference,
    state: isAbsent ? 'absent' : valueState,
    ageMs: Math.max(0, nowMs - fetchedAtMs),
    fetchedAt: row.fetchedAt.toISOString(),
    freshUntil: new Date(freshUntilMs).toISOString(),
    staleUntil: isAbsent ? null : new Date(staleUntilMs).toISOString(),
    changedAt: row.changedAt?.toISOString() ?? null,
    absentCode: isAbsent ? row.absentCode : null,
    absentMessage: isAbsent ? sayAbsence({ code: row.absentCode, stored: row.absentMessage }) : null,
    lastError:
      errorOf(row.lastErrorCode, row.lastErrorAt) ??
      // While the breaker is open nothing is asked, so the entry itself notes nothing: the manager's trouble is the cause.
      (isFresh ? null : errorOf(row.secretManager.breaker?.reason, row.secretManager.breaker?.openedAt)),
    isRefreshing: isLoading(row.key),
    nextRefresh: nextRefreshOf(row, { isAbsent, fetchedAtMs, freshUntilMs }, nowMs),
    hits: row.hits,
    lastReadAt: row.lastReadAt?.toISOString() ?? null,
  };
}

function nextRefreshOf(
  { secretManager }: EntryRow,
  times: { isAbsent: boolean; fetchedAtMs: number; freshUntilMs: number },
  nowMs: number,
): EntryView['nextRefresh'] {
  const policy = policyInForceOf(secretManager, nowMs);
  const dueMs = freshForMs(times.fetchedAtMs, policy) * policy.refreshAheadRatio;
  const dueAtMs = times.isAbsent ? times.freshUntilMs : times.fetchedAtMs + dueMs;
  const pausedUntilMs = secretManager.breaker?.retryAt.getTime() ?? 0;
  if (pausedUntilMs > Math.max(nowMs, dueAtMs)) {
    return { when: 'after_pause', at: new Date(pausedUntilMs).toISOString() };
  }
  if (dueAtMs <= nowMs) return { when: 'next_read', at: null };
  return { when: times.isAbsent ? 'next_read' : 'ahead', at: new Date(dueAtMs).toISOString() };
}

function errorOf(code: string | null | undefined, at: Date | null | undefined): EntryView['lastError'] {
  if (!code || !at || !isErrorCode(code)) return null;
  return { code, message: translate({ code }), at: at.toISOString() };
}
