import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { holding } from '@/lib/kernel/like';
import { type Page, pageOf } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { connectionIncludes, presentConnection } from './present';
import { type ConnectionView, listInputSchema } from './schema';
import { inState, troublesOf } from './troubles';

const orders = {
  name: [{ name: 'asc' }],
  app: [{ app: 'asc' }, { name: 'asc' }],
  updated: [{ updatedAt: 'desc' }],
  read: [{ lastReadAt: 'desc' }],
} as const;

/** Connections that the caller's projects reach, sorted as told; searched in name and key. Throws `forbidden`, `invalid_input`. */
export const listConnections = verb({
  name: 'listConnections',
  right: 'connection:read',
  input: listInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<ConnectionView>> => {
    const { limit, cursor, search, app, secretManagerId, state, tag, sort } = input;
    const contains = search ? holding(search) : undefined;
    const rows = await database().connection.findMany({
      where: {
        AND: [
          reachedBy(caller),
          app ? { app } : {},
          secretManagerId ? { fields: { some: { secretManagerId } } } : {},
          state ? await inState(caller, state) : {},
          tag ? { tags: { has: tag } } : {},
          contains ? { OR: [{ name: contains }, { key: contains }] } : {},
        ],
      },
      include: connectionIncludes,
      orderBy: [...orders[sort], { id: 'asc' }],
      take: limit + 1,
      ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    });
    const troubles = await troublesOf(rows, caller);
    return pageOf(rows, limit, (row) => presentConnection(row, caller, troubles));
  },
});
