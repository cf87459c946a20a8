import { recall } from '@/lib/cache/memory';
import { isBoundById, parseReference } from '@/lib/kernel/reference';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { isKept, type Wanted, wantedOf } from './wanted';

const mostCompanions = 1_000;

/**
 * The other fields that connections bind of the items asked for, unless they are young: one request brings the whole
 * item, so their next read costs none.
 */
export async function companionsOf(manager: LoadedManager, wanted: readonly Wanted[]): Promise<Wanted[]> {
  const items = [
    ...new Set(
      wanted.filter(({ reference }) => isBoundById(reference)).map(({ reference }) => reference.item),
    ),
  ];
  if (items.length === 0) return [];
  const rows = await database().$queryRaw<{ reference: string }[]>`
    SELECT DISTINCT reference FROM connection_field
    WHERE secret_manager_id = ${manager.id} AND split_part(reference, '/', 4) = ANY(${items}::text[])
    LIMIT ${mostCompanions}`;
  const asked = new Set(wanted.map(({ key }) => key));
  return rows
    .map(({ reference }) => wantedOf(manager, parseReference(reference)))
    .filter((want) => !asked.has(want.key) && isKept(want) && !isYoung(manager, want));
}

function isYoung({ policy }: LoadedManager, { key }: Wanted): boolean {
  const entry = recall(key);
  return entry !== undefined && clock().now() - entry.fetchedAtMs < policy.freshMs / 2;
}
