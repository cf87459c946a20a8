import { requirePermission } from '@/lib/access/permission';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { type Page, type PageQuery, pageOf, pageQuerySchema } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { presentManager, viewIncludes } from './present';
import type { ManagerView } from './schema';

/** The secret managers that the caller's projects reach, by name, from their records. Throws `forbidden`. */
export async function listManagers({
  caller,
  input,
}: {
  caller: Caller;
  input: PageQuery;
}): Promise<Page<ManagerView>> {
  requirePermission(caller, 'secret-manager:read');
  const { limit, cursor } = parseInput(pageQuerySchema, input);
  const rows = await database().secretManager.findMany({
    where: reachedBy(caller),
    include: viewIncludes,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return pageOf(rows, limit, presentManager);
}
