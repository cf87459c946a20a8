import { getCached } from '@/lib/cache/memory';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { descriptorOf, type ProviderId } from '@/lib/providers/descriptors';
import { parseLocator } from '@/lib/providers/references';
import { type CacheLookup, isKept, lookupOf } from './cache-lookup';

const mostSiblings = 1_000;

/**
 * What connections bind and comes along for nothing: the other fields of the items asked for, unless they are young, since one
 * request brings the whole item. Where something is read for the first time, also what was bound beside it in the vault and never
 * read, as far as the same request reaches: a new fleet is read together.
 */
export async function siblingFields(
  manager: LoadedManager,
  wanted: readonly CacheLookup[],
): Promise<CacheLookup[]> {
  const byIds = wanted.filter(({ reference }) => reference.isPinned);
  if (byIds.length === 0) return [];
  const first = byIds.filter(({ key }) => getCached(key) === undefined);
  const references = [
    ...(await boundInUnits(manager, unitsOf(byIds))),
    ...(first.length > 0 ? await neverRead(manager, byIds, first) : []),
  ];
  const asked = new Set(wanted.map(({ key }) => key));
  const siblings = references
    .map((reference) => lookupOf(manager, parseLocator(reference)))
    .filter((want) => !asked.has(want.key) && isKept(want) && !isYoung(manager, want));
  return [...new Map(siblings.map((want) => [want.key, want])).values()];
}

function unitsOf(wanted: readonly CacheLookup[]): string[] {
  return [...new Set(wanted.map(({ reference }) => reference.unit))];
}

async function boundInUnits({ id }: LoadedManager, units: readonly string[]): Promise<string[]> {
  const rows = await database().$queryRaw<{ reference: string }[]>`
    SELECT DISTINCT reference FROM connection_field
    WHERE secret_manager_id = ${id} AND unit_key = ANY(${[...units]}::text[])
    LIMIT ${mostSiblings}`;
  return rows.map(({ reference }) => reference);
}

/** Bound in the vaults of `first` and not cached, in as many items as fill the last request for each vault. */
async function neverRead(
  { id, credentialRevision, provider }: LoadedManager,
  asked: readonly CacheLookup[],
  first: readonly CacheLookup[],
): Promise<string[]> {
  const vaults = [...new Set(first.map(({ reference }) => reference.container))];
  const rows = await database().$queryRaw<{ reference: string; container: string; unit: string }[]>`
    SELECT DISTINCT reference, container_key AS container, unit_key AS unit
    FROM connection_field AS field
    WHERE secret_manager_id = ${id} AND container_key = ANY(${vaults}::text[])
      AND NOT EXISTS (SELECT 1 FROM cache_entry AS entry
        WHERE entry.subject = md5(field.secret_manager_id || ' ' || field.reference)
          AND entry.revision = ${credentialRevision}::int)
    LIMIT ${mostSiblings}`;
  const taken = new Map(
    vaults.map((vault) => [
      vault,
      new Set(unitsOf(asked.filter(({ reference }) => reference.container === vault))),
    ]),
  );
  const most = new Map([...taken].map(([vault, { size }]) => [vault, wholeRequests(size, provider)]));
  return rows.flatMap(({ reference, container, unit }) => {
    const units = taken.get(container);
    if (!units || (!units.has(unit) && units.size >= (most.get(container) ?? 0))) return [];
    units.add(unit);
    return [reference];
  });
}

function wholeRequests(items: number, provider: ProviderId): number {
  const { itemsPerRequest } = descriptorOf(provider);
  return Math.ceil(items / itemsPerRequest) * itemsPerRequest;
}

function isYoung({ policy }: LoadedManager, { key }: CacheLookup): boolean {
  const entry = getCached(key);
  return entry !== undefined && clock().now() - entry.fetchedAtMs < policy.freshMs / 2;
}
