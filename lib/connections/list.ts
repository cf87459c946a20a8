import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { holding } from '@/lib/kernel/like';
import { cut, type Page, withTotal } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { afterPlace, orderOf, placeOf } from './list-order';
import { connectionIncludes, presentConnection } from './present';
import { type ConnectionView, listInputSchema } from './schema';
import { inState, troublesOf } from './troubles';

/** Connections that the caller's projects reach, sorted as told; searched in name and key. Throws `forbidden`, `invalid_input`. */
export const listConnections = verb({
  name: 'listConnections',
  right: 'connection:read',
  input: listInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<ConnectionView>> => {
    const { limit, cursor, search, app, secretManagerId, state, tag, sort } = input;
    const contains = search ? holding(search) : undefined;
    const where = {
      AND: [
        reachedBy(caller),
        app ? { app } : {},
        secretManagerId ? { fields: { some: { secretManagerId } } } : {},
        state ? await inState(caller, state) : {},
        tag ? { tags: { has: tag } } : {},
        contains ? { OR: [{ name: contains }, { key: contains }] } : {},
      ],
    };
    const rows = await database().connection.findMany({
      where: { AND: [where, afterPlace(sort, cursor)] },
      include: connectionIncludes,
      orderBy: orderOf(sort),
      take: limit + 1,
    });
    const troubles = await troublesOf(rows, caller);
    const page = cut(
      rows,
      limit,
      (row) => presentConnection(row, caller, troubles),
      (row) => placeOf(sort, row),
    );
    return withTotal(page, cursor, () => database().connection.count({ where }));
  },
});
