import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { type Page, pageOf, type SearchedPageQuery, searchedPageQuerySchema } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { presentDestination } from './present';
import { reachedDestinations } from './reach';
import type { DestinationView } from './schema';

/**
 * The hosts that tests may give secrets to, by host and port, searched in the host: those for all projects, and those of
 * the caller's own. Throws `forbidden`, `invalid_input`.
 */
export async function listDestinations({
  caller,
  input,
}: {
  caller: Caller;
  input: SearchedPageQuery;
}): Promise<Page<DestinationView>> {
  requirePermission(caller, 'destination:read');
  const { limit, cursor, search } = parseInput(searchedPageQuerySchema, input);
  const found = search ? { host: { contains: search, mode: 'insensitive' as const } } : {};
  const rows = await database().secretDestination.findMany({
    where: { AND: [reachedDestinations(caller), found] },
    orderBy: [{ host: 'asc' }, { port: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return pageOf(rows, limit, presentDestination);
}
