import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { type Page, pageOf, type SearchedPageQuery, searchedPageQuerySchema } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { userIncludes } from './make';
import { invitationEnds } from './one-time-link';
import { isInvited, presentUser } from './present';
import type { UserView } from './schema';

/** People, by name; searched in name and address. Throws `forbidden`. */
export async function listUsers({
  caller,
  input,
}: {
  caller: Caller;
  input: SearchedPageQuery;
}): Promise<Page<UserView>> {
  requirePermission(caller, 'user:read');
  const { limit, cursor, search } = parseInput(searchedPageQuerySchema, input);
  const contains = search ? ({ contains: search, mode: 'insensitive' } as const) : undefined;
  const rows = await database().user.findMany({
    ...(contains ? { where: { OR: [{ name: contains }, { email: contains }] } } : {}),
    include: userIncludes,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  const ends = await invitationEnds(
    database(),
    rows.filter(isInvited).map(({ id }) => id),
  );
  return pageOf(rows, limit, (row) => presentUser(row, ends.get(row.id)));
}
