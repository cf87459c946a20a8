import { verb } from '@/lib/access/verb';
import { entrySelectionSchema, type SelectionPreview } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { roleMay } from '@/lib/kernel/permissions';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { selectedEntries, selectionSource, weighSelection } from './entry-selection';
import { allSql, type EntrySource } from './entry-source';
import { theirsToClear } from './entry-users';

/**
 * What clearing or refreshing a selection would mean: how many entries, about how many requests, which connections
 * wait for them, and which secret managers answer nothing now. Changes nothing. Throws `forbidden`, `invalid_input`.
 */
export const previewSelection = verb({
  name: 'previewSelection',
  right: 'cache:read',
  input: entrySelectionSchema,
  audit: [],
  run: async ({ caller, input }): Promise<SelectionPreview> => {
    const source = await selectionSource(caller, input);
    const weights = await weighSelection(source);
    const columns = Prisma.sql`entry.secret_manager_id, entry.reference, entry.bound_reference`;
    const [bound] = await database().$queryRaw<{ connections: number }[]>`
      SELECT COUNT(DISTINCT field.connection_id)::int AS connections
      FROM connection_field AS field
      JOIN (${allSql(source, columns)}) AS chosen
        ON chosen.secret_manager_id = field.secret_manager_id
       AND field.reference IN (chosen.reference, chosen.bound_reference)`;
    const managers = await database().secretManager.findMany({
      where: { id: { in: weights.map(({ id }) => id) } },
      select: { id: true, name: true, breaker: { select: { reason: true } } },
      orderBy: { sortName: 'asc' },
    });
    return {
      count: weights.reduce((sum, { count }) => sum + count, 0),
      clearable: await clearableCount(caller, source),
      requests: weights.reduce((sum, { requests }) => sum + requests, 0),
      connections: bound?.connections ?? 0,
      managers: managers.map(({ id, name, breaker }) => ({
        id,
        name,
        count: weights.find((weight) => weight.id === id)?.count ?? 0,
        pausedBecause: breaker?.reason ?? null,
      })),
    };
  },
});

async function clearableCount(caller: Caller, source: EntrySource): Promise<number> {
  if (!roleMay(caller.role, 'cache:clear')) return 0;
  return (await theirsToClear(caller, await selectedEntries(source))).length;
}
