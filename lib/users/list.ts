import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { holding } from '@/lib/kernel/like';
import {
  afterName,
  byName,
  type Page,
  pageByName,
  searchedPageQuerySchema,
  withTotal,
} from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { userIncludes } from './make';
import { invitationEnds } from './one-time-link';
import { isInvited, presentUser } from './present';
import type { UserView } from './schema';

/** People, by name; searched in name and address. Throws `forbidden`. */
export const listUsers = verb({
  name: 'listUsers',
  right: 'user:read',
  input: searchedPageQuerySchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<UserView>> => {
    const { limit, cursor, search } = input;
    const contains = search ? holding(search) : undefined;
    const where = {
      AND: [seenBy(caller), contains ? { OR: [{ name: contains }, { email: contains }] } : {}],
    };
    const rows = await database().user.findMany({
      where: { AND: [where, afterName(cursor)] },
      include: userIncludes,
      orderBy: [...byName],
      take: limit + 1,
    });
    const ends = await invitationEnds(
      database(),
      rows.filter(isInvited).map(({ id }) => id),
    );
    const page = pageByName(rows, limit, (row) => presentUser(row, ends.get(row.id)));
    return withTotal(page, cursor, () => database().user.count({ where }));
  },
});

/** The right `user:read` for rows: people of the caller's projects, and admins for platform admins alone. */
function seenBy({ projects }: Caller): Prisma.UserWhereInput {
  if (projects === 'all') return {};
  return { role: { not: 'admin' }, projects: { some: { projectId: { in: [...projects] } } } };
}
