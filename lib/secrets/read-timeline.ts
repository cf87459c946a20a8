import { z } from 'zod';
import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { type CacheEventView, cacheEventViewSchema } from '@/lib/cache/event';
import { flushEvents } from '@/lib/cache/flush-events';
import type { ReferenceView } from '@/lib/cache/schema';
import { flushUsage } from '@/lib/cache/usage';
import type { Caller } from '@/lib/kernel/caller';
import { idSchema } from '@/lib/kernel/ids';
import { afterMoment, type Page, pageByMoment, pageQuerySchema } from '@/lib/kernel/page';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import type { CacheEvent } from '@/lib/platform/prisma-client/client';
import { findSubject, type Subject } from './find-subject';
import { presentEntries } from './present-entry';
import { readersShown } from './shown-readers';

/**
 * A reference with its entry, if the cache holds one, and the connections that need it. Throws `forbidden`, `not_found`.
 */
export const getReference = verb({
  name: 'getReference',
  right: 'cache:read',
  input: z.object({ subject: idSchema }),
  audit: [],
  run: async ({ caller, input }): Promise<ReferenceView> => {
    await flushUsage();
    const found = await findSubject(caller, input.subject);
    const { secretManagerId, secretManagerName, reference, row } = found;
    const [entry] = row ? await presentEntries(caller, [row], clock().now()) : [];
    const users = await usersOf(caller, found);
    return {
      subject: input.subject,
      secretManagerId,
      secretManagerName,
      reference,
      shownReference: entry?.shownReference ?? users[0]?.shownReference ?? reference,
      entry: entry ?? null,
      connections: [...new Map(users.map(({ connection }) => [connection.key, connection])).values()],
    };
  },
});

/**
 * What happened to a reference, the latest first. It was bound in connections of others too, and read by others' keys,
 * which are not told.
 * Throws `forbidden`, `not_found`, `invalid_input`.
 */
export const readTimeline = verb({
  name: 'readTimeline',
  right: 'cache:read',
  input: pageQuerySchema.extend({ subject: idSchema }),
  audit: [],
  run: async ({ caller, input }): Promise<Page<CacheEventView>> => {
    const { limit, cursor } = input;
    await flushUsage();
    await flushEvents();
    const { secretManagerId } = await findSubject(caller, input.subject);
    const rows = await database().cacheEvent.findMany({
      where: {
        secretManagerId,
        AND: [{ OR: [{ subject: input.subject }, { reference: '' }] }, afterMoment('at', cursor)],
      },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const seen = await keysInReach(caller, rows);
    const shown = await readersShown(
      caller,
      rows.map(({ by }) => by),
    );
    return pageByMoment(
      rows,
      limit,
      (row) => ({ ...presentEvent(row, seen), by: shown(row.by) }),
      ({ at }) => at,
    );
  },
});

function usersOf(caller: Caller, { secretManagerId, reference, row }: Subject) {
  return database().connectionField.findMany({
    where: {
      secretManagerId,
      reference: { in: [reference, row?.boundReference ?? reference] },
      connection: reachedBy(caller),
    },
    select: { shownReference: true, connection: { select: { key: true, name: true } } },
    orderBy: { connection: { sortName: 'asc' } },
  });
}

/** Of the connections that events name, those that the caller sees, by key. One that is gone is told to whoever has all. */
async function keysInReach(caller: Caller, rows: readonly CacheEvent[]): Promise<ReadonlySet<string>> {
  const keys = [...new Set(rows.flatMap(({ detail }) => detail ?? []))];
  if (caller.projects === 'all') return new Set(keys);
  const seen = await database().connection.findMany({
    where: { AND: [{ key: { in: keys } }, reachedBy(caller)] },
    select: { key: true },
  });
  return new Set(seen.map(({ key }) => key));
}

function presentEvent(row: CacheEvent, seen: ReadonlySet<string>): Omit<CacheEventView, 'by'> {
  return {
    id: row.id,
    kind: cacheEventViewSchema.shape.kind.parse(row.kind),
    at: row.at.toISOString(),
    since: row.since.toISOString(),
    reads: row.reads,
    refreshes: row.refreshes,
    failures: row.failures,
    code: row.code,
    wire: row.wire,
    connection: row.detail !== null && seen.has(row.detail) ? row.detail : null,
  };
}
