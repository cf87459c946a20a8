import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { database } from '@/lib/platform/database';
import { type EntryRow, entryIncludes, entryOmits } from './present-entry';
import { shownEntries } from './shown-entries';

/**
 * The cache entry that the caller is shown: by its id, or of a subject the latest, where a replaced token left one behind.
 * Undefined if there is none, or none that they are shown.
 */
export async function findShownEntry(
  caller: Caller,
  where: { id: string } | { subject: string },
): Promise<EntryRow | undefined> {
  const row = await database().cacheEntry.findFirst({
    where: { ...where, secretManager: reachedBy(caller) },
    orderBy: [{ revision: 'desc' }, { fetchedAt: 'desc' }],
    include: entryIncludes,
    omit: entryOmits,
  });
  return row && (await isShown(caller, row.id)) ? row : undefined;
}

/** The row of a cache entry that the caller is shown. Throws `not_found`. */
export async function findEntryRow(caller: Caller, id: string): Promise<EntryRow> {
  const row = await findShownEntry(caller, { id });
  if (row) return row;
  throw new LatchkeyError('not_found', {
    says: messageFor('entryGone'),
  });
}

async function isShown(caller: Caller, id: string): Promise<boolean> {
  const rows = await database().$queryRaw<unknown[]>`
    SELECT 1 FROM cache_entry AS entry WHERE entry.id = ${id} AND ${await shownEntries(caller)}`;
  return rows.length > 0;
}
