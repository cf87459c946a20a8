import { verb } from '@/lib/access/verb';
import { badCursor, cursorOf, placeIn } from '@/lib/kernel/cursor';
import { holding } from '@/lib/kernel/like';
import { cut, type Page, searchedPageQuerySchema, withTotal } from '@/lib/kernel/page';
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
    const where = { AND: [reachedDestinations(caller), search ? { host: holding(search) } : {}] };
    const rows = await database().secretDestination.findMany({
      where: { AND: [where, after(cursor)] },
      orderBy: [{ sortHost: 'asc' }, { port: 'asc' }, { id: 'asc' }],
      take: limit + 1,
    });
    const page = cut(rows, limit, presentDestination, ({ sortHost, port, id }) =>
      cursorOf([sortHost, String(port), id]),
    );
    return withTotal(page, cursor, () => database().secretDestination.count({ where }));
  },
});

function after(cursor: string | undefined) {
  if (cursor === undefined) return {};
  const [sortHost = '', portText = '', id = ''] = placeIn(cursor, 3);
  const port = Number(portText);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw badCursor();
  return {
    OR: [
      { sortHost: { gt: sortHost } },
      { sortHost, port: { gt: port } },
      { sortHost, port, id: { gt: id } },
    ],
  };
}
