import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { database } from '@/lib/platform/database';
import { type EntryRow, entryIncludes, entryOmits } from './present-entry';

/** The row of a cache entry whose manager the caller's projects reach. Throws `not_found`. */
export async function findEntryRow(caller: Caller, id: string): Promise<EntryRow> {
  const row = await database().cacheEntry.findFirst({
    where: { id, secretManager: reachedBy(caller) },
    include: entryIncludes,
    omit: entryOmits,
  });
  if (row) return row;
  throw new LatchkeyError('not_found', {
    says: sentence('entryGone'),
  });
}
