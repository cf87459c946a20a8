import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { flushConnectionUse } from '@/lib/history/connection-use';
import type { Caller } from '@/lib/kernel/caller';
import { groupBy } from '@/lib/kernel/group-by';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import type { ConnectionUse } from '@/lib/platform/prisma-client/client';
import { findConnectionRow } from './find';
import { readAt } from './read-at';
import { keyInputSchema } from './schema';
import type { UsageView } from './usage-schema';

const dayMs = 24 * 3_600_000;
const daysShown = 14;

/** Who read a connection in the last 14 days, and how often. Throws `forbidden`, `not_found`. */
export const getConnectionUsage = verb({
  name: 'getConnectionUsage',
  right: 'connection:read',
  input: keyInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<UsageView> => {
    await flushConnectionUse();
    const { id, lastReadAt } = await findConnectionRow(database(), caller, input.key);
    const todayMs = Math.floor(clock().now() / dayMs) * dayMs;
    const days = Array.from({ length: daysShown }, (_, at) => todayMs - (daysShown - 1 - at) * dayMs);
    const rows = await database().connectionUse.findMany({
      where: { connectionId: id, day: { gte: new Date(days[0] ?? todayMs) } },
      orderBy: [{ lastReadAt: 'desc' }, { apiKeyId: 'asc' }],
    });
    const names = await namesShown(caller, rows);
    const today = rows.filter(({ day }) => day.getTime() === todayMs);
    const last = rows.find(({ reads }) => reads > 0);
    return {
      lastReadAt: readAt(lastReadAt),
      lastReadBy: last ? (names.get(last.apiKeyId) ?? null) : null,
      days: days.map((dayAtMs) => ({
        day: new Date(dayAtMs).toISOString(),
        ...sumOf(rows.filter(({ day }) => day.getTime() === dayAtMs)),
      })),
      today: { ...sumOf(today), ...readersOf(today, names) },
      readers: readersOf(rows, names),
    };
  },
});

/** Of API keys, the names that a caller may be told of: those of their own projects, and platform-wide ones. */
async function namesShown(
  caller: Caller,
  rows: readonly ConnectionUse[],
): Promise<ReadonlyMap<string, string>> {
  const keys = await database().apiKey.findMany({
    where: {
      id: { in: [...new Set(rows.map(({ apiKeyId }) => apiKeyId))] },
      ...reachedBy(caller),
    },
    select: { id: true, name: true },
  });
  return new Map(keys.map(({ id, name }) => [id, name]));
}

function readersOf(rows: readonly ConnectionUse[], names: ReadonlyMap<string, string>): UsageView['readers'] {
  const byKey = [...groupBy(rows, ({ apiKeyId }) => apiKeyId)];
  const named = byKey.flatMap(([apiKeyId, days]) => {
    const name = names.get(apiKeyId);
    const lastAt = days[0]?.lastReadAt.toISOString();
    return name !== undefined && lastAt ? [{ apiKeyId, name, ...sumOf(days), lastAt }] : [];
  });
  return { named, others: byKey.length - named.length };
}

function sumOf(rows: readonly ConnectionUse[]): { reads: number; failures: number } {
  return {
    reads: rows.reduce((sum, { reads }) => sum + reads, 0),
    failures: rows.reduce((sum, { failures }) => sum + failures, 0),
  };
}
