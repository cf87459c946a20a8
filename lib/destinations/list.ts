import { verb } from '@/lib/access/verb';
import { holding } from '@/lib/kernel/like';
import { type Page, pageOf, searchedPageQuerySchema } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { presentDestination } from './present';
import { reachedDestinations } from './reach';
import type { DestinationView } from './schema';

/**
 * The hosts that tests may give secrets to, by host and port, searched in the host: those for all projects, and those of
 * the caller's own. Throws `forbidden`, `invalid_input`.
 */
export const listDestinations = verb({
  name: 'listDestinations',
  right: 'destination:read',
  input: searchedPageQuerySchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<DestinationView>> => {
    const { limit, cursor, search } = input;
    const found = search ? { host: holding(search) } : {};
    const rows = await database().secretDestination.findMany({
      where: { AND: [reachedDestinations(caller), found] },
      orderBy: [{ host: 'asc' }, { port: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    });
    return pageOf(rows, limit, presentDestination);
  },
});
