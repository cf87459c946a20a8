import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { afterName, byName, type Page, pageByName, pageQuerySchema, withTotal } from '@/lib/kernel/page';
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
    const where = reachedBy(caller);
    const rows = await database().secretManager.findMany({
      where: { AND: [where, afterName(cursor)] },
      include: viewIncludes,
      orderBy: [...byName],
      take: limit + 1,
    });
    const page = pageByName(rows, limit, (row) => presentManager(row, caller));
    return withTotal(page, cursor, () => database().secretManager.count({ where }));
  },
});
