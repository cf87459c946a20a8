import type { z } from 'zod';
import type { entrySelectionSchema } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { Prisma } from '@/lib/platform/prisma-client/client';
import { descriptorOf, isProviderId } from '@/lib/providers/descriptors';
import { entrySource } from './entry-filter';
import { allSql, type EntrySource } from './entry-source';

export interface SelectedEntry {
  id: string;
  key: string;
  secretManagerId: string;
  reference: string;
}

/** The source of a selection: its ids, or all that its filter lets through, within the caller's reach. */
export function selectionSource(
  caller: Caller,
  selection: z.output<typeof entrySelectionSchema>,
): Promise<EntrySource> {
  return 'ids' in selection ? entrySource(caller, {}, selection.ids) : entrySource(caller, selection.filter);
}

/** Selected entries in the order of their ids, after one of them; all of them without `limit`. */
export async function selectedEntries(
  source: EntrySource,
  { afterId = '', limit = 1_000_000 }: { afterId?: string; limit?: number } = {},
): Promise<SelectedEntry[]> {
  const columns = Prisma.sql`entry.id, entry.key, entry.secret_manager_id AS "secretManagerId", entry.reference`;
  return database().$queryRaw<SelectedEntry[]>`
    SELECT id, key, "secretManagerId", reference FROM (${allSql(source, columns, Prisma.sql`entry.id > ${afterId}`)}) AS found ORDER BY id LIMIT ${limit}`;
}

/** How many entries and items of each secret manager are selected, and about how many requests reading them takes. */
export async function weighSelection(source: EntrySource) {
  const columns = Prisma.sql`entry.secret_manager_id, entry.unit_key`;
  const rows = await database().$queryRaw<{ id: string; count: number; items: number }[]>`
    SELECT secret_manager_id AS id, COUNT(*)::int AS count, COUNT(DISTINCT unit_key)::int AS items
    FROM (${allSql(source, columns)}) AS entry GROUP BY secret_manager_id`;
  return rows.map(({ id, count, items }) => ({
    id,
    count,
    requests: Math.ceil(items / itemsPerRequestOf(source, id)),
  }));
}

/** Items that one request to a secret manager of the selection reads at most. */
export function itemsPerRequestOf({ managers }: EntrySource, managerId: string): number {
  const provider = managers.find(({ id }) => id === managerId)?.provider ?? '';
  return isProviderId(provider) ? descriptorOf(provider).itemsPerRequest : 1;
}
