import { requirePermission } from '@/lib/access/permission';
import { type CacheListInput, cacheListInputSchema, type EntryView } from '@/lib/cache/schema';
import { flushUsage } from '@/lib/cache/usage';
import type { Caller } from '@/lib/kernel/caller';
import { type Page, pageOf } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { entryFilter } from './entry-filter';
import { type EntryRow, entryIncludes, entryOmits, presentEntries } from './present-entry';

/** Cache entries that the caller's projects reach, the youngest answer first. Throws `forbidden`, `invalid_input`. */
export async function listEntries({
  caller,
  input,
}: {
  caller: Caller;
  input: CacheListInput;
}): Promise<Page<EntryView>> {
  requirePermission(caller, 'cache:read');
  const { limit, cursor, ...filter } = parseInput(cacheListInputSchema, input);
  await flushUsage();
  const rows: EntryRow[] = await database().cacheEntry.findMany({
    where: await entryFilter(caller, filter),
    include: entryIncludes,
    omit: entryOmits,
    orderBy: [{ fetchedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const page = pageOf(rows, limit, (row) => row);
  return { items: await presentEntries(page.items, clock().now()), nextCursor: page.nextCursor };
}
