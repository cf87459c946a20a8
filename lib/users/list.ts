import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { type Page, type PageQuery, pageOf, pageQuerySchema } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { userIncludes } from './make';
import { presentUser } from './present';
import type { UserView } from './schema';

/** People, by name. Throws `forbidden`. */
export async function listUsers({
  caller,
  input,
}: {
  caller: Caller;
  input: PageQuery;
}): Promise<Page<UserView>> {
  requirePermission(caller, 'user:read');
  const { limit, cursor } = parseInput(pageQuerySchema, input);
  const rows = await database().user.findMany({
    include: userIncludes,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return pageOf(rows, limit, presentUser);
}
