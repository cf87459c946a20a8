import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { findingKinds } from '@/lib/kernel/finding';
import { holding } from '@/lib/kernel/like';
import { type Page, pageOf } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { withAbsences } from './absences';
import { knownOf } from './known';
import type { listStates } from './names';
import { connectionIncludes, presentConnection } from './present';
import { withRefusals } from './refusals';
import { type ConnectionView, listInputSchema } from './schema';

const orders = {
  name: [{ name: 'asc' }],
  app: [{ app: 'asc' }, { name: 'asc' }],
  updated: [{ updatedAt: 'desc' }],
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
          state ? await inState(state) : {},
          tag ? { tags: { has: tag } } : {},
          contains ? { OR: [{ name: contains }, { key: contains }] } : {},
        ],
      },
      include: connectionIncludes,
      orderBy: [...orders[sort], { id: 'asc' }],
      take: limit + 1,
      ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    });
    const known = await knownOf(rows, caller);
    return pageOf(rows, limit, (row) => presentConnection(row, caller, known));
  },
});

async function inState(state: (typeof listStates)[number]): Promise<Prisma.ConnectionWhereInput> {
  switch (state) {
    case 'broken':
      return {
        OR: [
          { fields: { some: { finding: { kind: { in: [...findingKinds] } } } } },
          { id: { in: await withAbsences() } },
        ],
      };
    case 'refused':
      return { key: { in: await withRefusals() } };
    case 'disabled':
      return { disabledAt: { not: null } };
    case 'enabled':
      return { disabledAt: null };
  }
}
