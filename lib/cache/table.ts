import { isVersioned } from '@/lib/crypto/envelope';
import { type ErrorCode, isErrorCode } from '@/lib/kernel/error-codes';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseMessage } from '@/lib/kernel/message';
import { database, type Transaction } from '@/lib/platform/database';
import { ifAttached } from '@/lib/platform/if-attached';
import { publishInTransaction } from '@/lib/platform/invalidation';
import { log } from '@/lib/platform/log';
import type { CacheEntry } from '@/lib/platform/prisma-client/client';
import { isNewestSeen, noteSeen } from '@/lib/platform/seen-versions';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import type { Entry, EntryTitles } from './entry';

type Row = Omit<CacheEntry, keyof typeof omit>;

// For lists alone.
const omit = { searchText: true, sortReference: true, containerKey: true, unitKey: true } as const;

/** The table's rows of these keys, as entries. Keys that the table does not have are left out. */
export async function loadEntries(keys: readonly string[]): Promise<Map<string, Entry>> {
  const rows = await database().cacheEntry.findMany({ where: { key: { in: [...keys] } }, omit });
  const entries = new Map<string, Entry>();
  for (const row of rows) {
    const entry = entryOf(row);
    if (entry) entries.set(row.key, entry);
  }
  return entries;
}

/**
 * A page of a manager's entries that somebody read, the last read first, each with when that was. `after` is the key of
 * the last one of the page before.
 */
export async function loadUsedEntries(which: {
  managerId: string;
  revision: number;
  limit: number;
  after?: string;
}): Promise<{ key: string; entry: Entry | undefined; lastReadAtMs: number }[]> {
  const { managerId, revision, limit, after } = which;
  const rows = await database().cacheEntry.findMany({
    where: { secretManagerId: managerId, revision, lastReadAt: { not: null } },
    orderBy: [{ lastReadAt: 'desc' }, { key: 'asc' }],
    take: limit,
    omit,
    ...(after === undefined ? {} : { cursor: { key: after }, skip: 1 }),
  });
  return rows.map((row) => ({
    key: row.key,
    entry: entryOf(row),
    lastReadAtMs: row.lastReadAt?.getTime() ?? 0,
  }));
}

const reserve = () => once<{ generation?: bigint; isOfSnapshot?: boolean }>('generation-reserve', () => ({}));

/**
 * A number that orders this read against every other read and clear on the same database. While the database is away it is one
 * that was taken before: greater than those of all that this process asked for, so that in memory what is asked then takes the place
 * of what was known, and smaller than what any process takes since. In the table times order it.
 */
export async function nextGeneration(): Promise<bigint> {
  const kept = reserve();
  const own = await ifAttached(
    async () => {
      const [row] = await database().$queryRaw<{ value: bigint; later: bigint }[]>`
        SELECT nextval('cache_generation') AS value, nextval('cache_generation') AS later`;
      const [first = 0n, second = 0n] = [row?.value, row?.later]
        .map((number) => BigInt(number ?? 0))
        .sort(ascending);
      // Of two that asked at the same time the later number may be answered first.
      if (kept.generation === undefined || kept.isOfSnapshot || kept.generation < second)
        kept.generation = second;
      // One of a snapshot may be of a database that was restored to before it.
      kept.isOfSnapshot = false;
      return first;
    },
    () => kept.generation,
  );
  if (own === undefined) throw new LatchkeyError('database_unavailable', { retryAfterMs: 2_000 });
  return own;
}

/** The number in reserve: what is asked after a start while the database is away is ordered by it. */
export const generationSnapshot: SnapshotPart = {
  name: 'generation-reserve',
  take: () => [{ value: reserve().generation }],
  put(value) {
    if (typeof value !== 'bigint' || reserve().generation !== undefined) return;
    Object.assign(reserve(), { generation: value, isOfSnapshot: true });
  },
};

function ascending(one: bigint, other: bigint): number {
  return one < other ? -1 : 1;
}

/**
 * Clears rows: the ones of `keys`, or all of the manager. Raises the manager's fence in the same transaction, so
 * that answers asked for before the clear are not kept. Returns the fence and how many rows went.
 */
export async function clearEntryRows(
  tx: Transaction,
  managerId: string,
  keys: readonly string[] | 'all',
): Promise<{ fence: bigint; cleared: number }> {
  const [row] = await tx.$queryRaw<{ value: bigint }[]>`SELECT nextval('cache_generation') AS value`;
  const fence = BigInt(row?.value ?? 0);
  await tx.secretManager.updateMany({ where: { id: managerId }, data: { cacheFence: fence } });
  const { count } = await tx.cacheEntry.deleteMany({
    where: { secretManagerId: managerId, ...(keys === 'all' ? {} : { key: { in: [...keys] } }) },
  });
  await publishInTransaction(tx, { topic: 'cache', id: managerId, fence: String(fence) });
  return { fence, cleared: count };
}

/** Writes a passing failure beside entries that are kept: support sees what went wrong and since when. */
export async function noteEntryFailures(
  keys: readonly string[],
  code: ErrorCode,
  atMs: number,
): Promise<void> {
  await database().cacheEntry.updateMany({
    where: { key: { in: [...keys] } },
    data: { lastErrorCode: code, lastErrorAt: new Date(atMs) },
  });
}

/**
 * Ends the failures of a secret manager's entries that came of the secret manager as a whole, as `codes` say, up to a time: it
 * answers again. What one secret fails for stays.
 */
export async function endEntryFailures(
  managerId: string,
  codes: readonly ErrorCode[],
  untilMs: number,
): Promise<void> {
  await database().cacheEntry.updateMany({
    where: {
      secretManagerId: managerId,
      lastErrorCode: { in: [...codes] },
      lastErrorAt: { lte: new Date(untilMs) },
    },
    data: { lastErrorCode: null, lastErrorAt: null },
  });
}

/**
 * Takes a row for an entry. A row whose state or code is not known is nothing, nor is an older value than this process
 * has seen under the key: it is read again from the provider.
 */
export function entryOf(row: Row): Entry | undefined {
  const base = {
    key: row.key,
    managerId: row.secretManagerId,
    revision: row.revision,
    reference: row.reference,
    fetchedAtMs: row.fetchedAt.getTime(),
    generation: row.generation,
  };
  if (row.state === 'absent' && row.absentCode && isErrorCode(row.absentCode)) {
    const says = parseMessage(row.absentMessage);
    noteSeen('cache_entry', row.key, row.generation);
    return { ...base, state: 'absent', code: row.absentCode, says, count: row.absentCount };
  }
  const titles = titlesOf(row.titles);
  if (row.state !== 'value' || !row.sealedValue || !titles) return undefined;
  if (isVersioned(row.sealedValue) && !isNewestSeen('cache_entry', row.key, row.sealedVersion)) {
    log.warn('cache.older-entry', { managerId: row.secretManagerId, entryId: row.id });
    return undefined;
  }
  return {
    ...base,
    state: 'value',
    sealed: row.sealedValue,
    sealedVersion: row.sealedVersion,
    boundReference: row.boundReference ?? row.reference,
    titles,
    fieldType: row.fieldType ?? '',
    itemVersion: row.itemVersion ?? 0,
    itemUpdatedAt: row.itemUpdatedAt ?? '',
    fingerprint: row.fingerprint,
  };
}

function titlesOf(titles: CacheEntry['titles']): EntryTitles | undefined {
  if (typeof titles !== 'object' || titles === null || Array.isArray(titles)) return undefined;
  const { vault, item, section, field } = titles;
  if (typeof vault !== 'string' || typeof item !== 'string' || typeof field !== 'string') return undefined;
  return { vault, item, field, ...(typeof section === 'string' ? { section } : {}) };
}
