import type { Entry } from '@/lib/cache/entry';
import { putCached } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import { type LoadedManager, loadManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { publishInTransaction } from '@/lib/platform/invalidation';
import type { ChangeDue } from '@/lib/platform/prisma-client/client';
import { descriptorOf } from '@/lib/providers/descriptors';
import { parseLocator } from '@/lib/providers/references';
import { backgroundAllowance } from '@/lib/quota/budget';
import { spentBy } from '@/lib/quota/ledger';
import { type CacheLookup, isKept, lookupOf } from '@/lib/secrets/cache-lookup';
import { withClusterLock } from '@/lib/secrets/cluster-lock';
import { refreshByListing } from '@/lib/secrets/refresh-vault';
import { loadConfirmed } from '@/lib/secrets/single-flight';
import { boundByName } from './take-in';

const mostAtOnce = 2_000;
const longestPauseMs = 60_000;
const forgottenAfterMs = 24 * 3_600_000;

/** A bound reference in a changed place. */
interface Changed {
  wanted: CacheLookup;
  containerKey: string;
  unitKey: string;
  /** Entries asked for before it are due. */
  generation: bigint;
  /** It is not told which units of its container were changed. */
  isByContainer: boolean;
}

type Due = Pick<ChangeDue, 'place' | 'isContainer' | 'generation' | 'attempts' | 'heardAt'>;

/**
 * Reads what was changed and is bound from its secret managers again, and has every process ask the table for it. What cannot be
 * read now is tried again, and is served by the policy meanwhile.
 */
export async function refreshChanged(): Promise<void> {
  const rows = await database().changeDue.findMany({
    where: { nextAt: { lte: new Date(clock().now()) } },
    distinct: ['secretManagerId'],
    select: { secretManagerId: true },
  });
  await Promise.all(
    rows.map(({ secretManagerId: id }) => withClusterLock(`changed ${id}`, () => refreshOf(id))),
  );
}

async function refreshOf(managerId: string): Promise<void> {
  const manager = await loadManager(managerId);
  if (!manager) return;
  const dues = await database().changeDue.findMany({
    where: { secretManagerId: managerId, nextAt: { lte: new Date(clock().now()) } },
    orderBy: { heardAt: 'asc' },
    take: mostAtOnce,
  });
  const changed = await boundIn(manager, dues);
  const old = await olderOf(changed);
  if (old.length > 0) {
    await readAgain(manager, old);
    await transaction(async (tx) => {
      for (const { wanted } of old)
        await publishInTransaction(tx, { topic: 'cache', id: managerId, key: wanted.key });
    });
  }
  await settle(managerId, dues, old.length > 0 ? await olderOf(old) : []);
}

/** What is bound in the changed places; where the feed is trusted, also what is cached of them. */
async function boundIn(manager: LoadedManager, dues: readonly Due[]): Promise<Changed[]> {
  const units = new Map(dues.filter((due) => !due.isContainer).map((due) => [due.place, due]));
  const containers = new Map(dues.filter((due) => due.isContainer).map((due) => [due.place, due]));
  const isTrusting =
    (await database().managerFeed.count({
      where: { secretManagerId: manager.id, trustSince: { not: null }, trustEndedAt: null },
    })) > 0;
  const rows = await database().$queryRaw<
    { reference: string; containerKey: string; unitKey: string; isPinned: boolean }[]
  >`
    SELECT DISTINCT reference, container_key AS "containerKey", unit_key AS "unitKey", is_pinned AS "isPinned"
    FROM connection_field WHERE secret_manager_id = ${manager.id} AND reference IS NOT NULL
      AND (unit_key = ANY(${[...units.keys()]}::text[]) OR container_key = ANY(${[...containers.keys()]}::text[])
           OR ${containers.has(boundByName)}::boolean AND NOT is_pinned)
    UNION
    SELECT reference, container_key, unit_key, bound_reference IS NULL OR bound_reference = reference
    FROM cache_entry WHERE secret_manager_id = ${manager.id} AND revision = ${manager.credentialRevision}::int
      AND ${isTrusting}::boolean
      AND (unit_key = ANY(${[...units.keys()]}::text[]) OR container_key = ANY(${[...containers.keys()]}::text[]))`;
  const changed = rows.flatMap(({ reference, containerKey, unitKey, isPinned }) => {
    const wanted = lookupOf(manager, parseLocator(reference));
    const unit = units.get(unitKey);
    const container = containers.get(containerKey) ?? (isPinned ? undefined : containers.get(boundByName));
    const generations = [unit, container].flatMap((due) => due?.generation ?? []);
    const generation = generations.reduce((most, each) => (each > most ? each : most), 0n);
    const isByContainer = isPinned && !unit;
    return isKept(wanted) ? [{ wanted, containerKey, unitKey, generation, isByContainer }] : [];
  });
  // What is bound by names is cached by ids as well: it is one, and the later change counts.
  const byKey = new Map<string, Changed>();
  for (const each of changed) {
    const known = byKey.get(each.wanted.key);
    if (!known || known.generation < each.generation) byKey.set(each.wanted.key, each);
  }
  return [...byKey.values()];
}

/** Those whose entry was asked for before the change was heard. What is not kept is read by who needs it. */
async function olderOf(changed: readonly Changed[]): Promise<(Changed & { entry: Entry })[]> {
  const entries = new Map<string, Entry>();
  for (let at = 0; at < changed.length; at += mostAtOnce) {
    const keys = changed.slice(at, at + mostAtOnce).map(({ wanted }) => wanted.key);
    for (const [key, entry] of await loadEntries(keys)) entries.set(key, entry);
  }
  return changed.flatMap((each) => {
    const entry = entries.get(each.wanted.key);
    return entry && entry.generation < each.generation ? [{ ...each, entry }] : [];
  });
}

/**
 * Items that are told are read, as many as one request takes at once. Of a container that is told as a whole a listing tells which
 * they are, where that costs less. Within the background share of the quota: the rest waits.
 */
async function readAgain(
  manager: LoadedManager,
  old: readonly (Changed & { entry: Entry })[],
): Promise<void> {
  const { itemsPerRequest, listsContainers } = descriptorOf(manager.provider);
  // Known beforehand, so that nobody takes it for the new answer.
  for (const { entry } of old) putCached(entry);
  let requests = backgroundAllowance(await spentBy(manager.spender, manager.limits));
  const work: Promise<unknown>[] = [];
  for (const [containerKey, group] of groupBy(old, (each) => each.containerKey)) {
    const whole = group.filter(({ isByContainer }) => isByContainer);
    const isListed = listsContainers && countUnits(whole) > itemsPerRequest;
    if (isListed && requests >= 1) {
      requests -= 1;
      const held = whole.flatMap(({ entry }) => (entry.state === 'value' ? { entry, isKept: true } : []));
      work.push(
        refreshByListing(manager, containerKey, held).catch((error: unknown) =>
          afterListing(manager, whole, error),
        ),
      );
    }
    const read = isListed
      ? group.filter(({ isByContainer, entry }) => !isByContainer || entry.state === 'absent')
      : group;
    const units = [...groupBy(read, ({ unitKey }) => unitKey).values()];
    const most = Math.min(units.length, requests * itemsPerRequest);
    requests -= Math.ceil(most / itemsPerRequest);
    for (const { wanted } of units.slice(0, most).flat()) work.push(loadConfirmed(manager, wanted));
  }
  await Promise.all(work);
}

/** Where it may not be listed any more, each answers for itself. Whatever else the provider answered is met by the next attempt. */
async function afterListing(
  manager: LoadedManager,
  whole: readonly Changed[],
  error: unknown,
): Promise<void> {
  if (!isLatchkeyError(error)) throw error;
  if (error.code !== 'not_found' && !error.code.startsWith('secret_')) return;
  await Promise.all(whole.map(({ wanted }) => loadConfirmed(manager, wanted)));
}

function countUnits(changed: readonly Changed[]): number {
  return new Set(changed.map(({ unitKey }) => unitKey)).size;
}

/** Drops what is done, and has the rest tried again after a growing pause, for a day at most. */
async function settle(managerId: string, dues: readonly Due[], left: readonly Changed[]): Promise<void> {
  const nowMs = clock().now();
  const places = new Set(left.flatMap(({ unitKey, containerKey }) => [unitKey, containerKey]));
  const isNamed = left.some(({ wanted }) => !wanted.reference.isPinned);
  for (const { place, generation, attempts, heardAt } of dues) {
    const where = { secretManagerId: managerId, place, generation };
    const isLeft = places.has(place) || (place === boundByName && isNamed);
    if (!isLeft || nowMs - heardAt.getTime() > forgottenAfterMs) {
      await database().changeDue.deleteMany({ where });
      continue;
    }
    const nextAt = new Date(nowMs + Math.min(longestPauseMs, 1_000 * 2 ** Math.min(attempts, 6)));
    await database().changeDue.updateMany({ where, data: { attempts: attempts + 1, nextAt } });
  }
}
