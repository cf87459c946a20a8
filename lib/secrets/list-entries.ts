import { verb } from '@/lib/access/verb';
import { cacheListInputSchema, type EntryView } from '@/lib/cache/schema';
import { flushUsage } from '@/lib/cache/usage';
import type { Page } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import { entrySource } from './entry-filter';
import { cursorOf, entryOrder } from './entry-order';
import { pageSql } from './entry-source';
import { entryOmits, presentEntries } from './present-entry';

/**
 * Cache entries that the caller's projects reach, filtered and sorted; the youngest answer first unless told.
 * Throws `forbidden`, `invalid_input`.
 */
export const listEntries = verb({
  name: 'listEntries',
  right: 'cache:read',
  input: cacheListInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<EntryView>> => {
    const { limit, cursor, sort, order, ...filter } = input;
    await flushUsage();
    const source = await entrySource(caller, filter);
    const found = await database().$queryRaw<{ id: string; value: string | number | Date }[]>(
      pageSql(source, entryOrder(sort, order, cursor), limit + 1),
    );
    const shown = found.slice(0, limit);
    const last = found.length > limit ? shown.at(-1) : undefined;
    const rows = await database().cacheEntry.findMany({
      where: { id: { in: shown.map(({ id }) => id) } },
      omit: entryOmits,
    });
    const byId = new Map(rows.map((row) => [row.id, row]));
    const managerById = new Map(source.managers.map((manager) => [manager.id, manager]));
    const inOrder = shown.flatMap(({ id }) => {
      const row = byId.get(id);
      const secretManager = row && managerById.get(row.secretManagerId);
      return secretManager ? [{ ...row, secretManager }] : [];
    });
    return {
      items: await presentEntries(caller, inOrder, source.atMs),
      nextCursor: last ? cursorOf(last) : null,
    };
  },
});
