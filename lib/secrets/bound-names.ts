import type { Allowance } from '@/lib/access/grants';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { isOneUnit } from '@/lib/kernel/locator';
import type { LoadedManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { parseLocator } from '@/lib/providers/references';
import { type SearchHit, titlesSchema } from './schema';

// So many connections are seen at a glance; what they do not bind is found where it is listed.
const mostBound = 2_000;

/** Fields of a secret manager that connections in the caller's reach are bound to, as far as an allowance goes. */
export async function boundAmong(
  caller: Caller,
  manager: LoadedManager,
  allowance: Allowance,
): Promise<SearchHit[]> {
  const rows = await database().connectionField.findMany({
    where: { secretManagerId: manager.id, isVerified: true, connection: reachedBy(caller) },
    select: { reference: true, shownReference: true, shownNames: true },
    distinct: ['reference'],
    take: mostBound,
  });
  return rows.flatMap(({ reference, shownReference, shownNames }): SearchHit[] => {
    const titles = titlesSchema.safeParse(shownNames);
    if (!reference || !shownReference || !titles.success) return [];
    const locator = parseLocator(reference);
    if (!locator.isPinned || !allowance.allows({ locator, titles: titles.data })) return [];
    const item = isOneUnit(locator) ? {} : { itemId: locator.unitId };
    const of = { secretManagerId: manager.id, vaultId: locator.container, ...item };
    return [{ ...of, kind: 'field', titles: titles.data, reference, shownReference }];
  });
}
