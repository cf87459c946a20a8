import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { type Page, pageOf, pageQuerySchema } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { presentManager, viewIncludes } from './present';
import type { ManagerView } from './schema';

/** The secret managers that the caller's projects reach, by name, from their records. Throws `forbidden`. */
export const listManagers = verb({
  name: 'listManagers',
  right: 'secret-manager:read',
  input: pageQuerySchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<ManagerView>> => {
    const { limit, cursor } = input;
    const rows = await database().secretManager.findMany({
      where: reachedBy(caller),
      include: viewIncludes,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: limit + 1,
      ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
    });
    return pageOf(rows, limit, (row) => presentManager(row, caller));
  },
});
