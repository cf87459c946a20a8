import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { type FailureView, failureListInputSchema } from '@/lib/cache/event';
import { flushEvents } from '@/lib/cache/flush-events';
import type { Caller } from '@/lib/kernel/caller';
import { groupBy } from '@/lib/kernel/group-by';
import { afterMoment, type Page, pageByMoment } from '@/lib/kernel/page';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/**
 * Failures lately, by reference, cause and hour, the latest first: also of references that work again, and of those that
 * the cache never held. Throws `forbidden`, `invalid_input`.
 */
export const listFailures = verb({
  name: 'listFailures',
  right: 'cache:read',
  input: failureListInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<FailureView>> => {
    const { limit, cursor, withinMs, secretManagerId } = input;
    await flushEvents();
    const rows = await database().cacheEvent.findMany({
      where: {
        kind: { in: ['failed', 'absent'] },
        at: { gte: new Date(clock().now() - withinMs) },
        secretManager: reachedBy(caller),
        ...(secretManagerId ? { secretManagerId } : {}),
        AND: [await ofBound(caller), afterMoment('at', cursor)],
      },
      include: { secretManager: { select: { name: true } } },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const names = await namesOf(rows.map(({ subject }) => subject));
    const present = (row: (typeof rows)[number]): FailureView => ({
      id: row.id,
      subject: row.subject,
      secretManagerId: row.secretManagerId,
      secretManagerName: row.secretManager.name,
      shownReference: names.get(row.subject) ?? row.reference,
      code: row.code ?? 'internal',
      wire: row.wire,
      failures: Math.max(1, row.failures),
      since: row.since.toISOString(),
      at: row.at.toISOString(),
    });
    return pageByMoment(rows, limit, present, ({ at }) => at);
  },
});

/** References as people read them, from the entry or from a field that is bound to it. */
async function namesOf(subjects: readonly string[]): Promise<Map<string, string>> {
  const rows = await database().$queryRaw<{ subject: string; shown: string }[]>`
    SELECT subject, shown_reference AS shown FROM cache_entry
    WHERE subject = ANY(${[...subjects]}::text[]) AND state = 'value'
    UNION ALL
    SELECT event.subject, field.shown_reference FROM cache_event AS event
    JOIN connection_field AS field
      ON field.secret_manager_id = event.secret_manager_id AND field.reference = event.reference
    WHERE event.subject = ANY(${[...subjects]}::text[]) AND field.shown_reference IS NOT NULL`;
  return new Map(rows.reverse().map(({ subject, shown }) => [subject, shown]));
}

/** What connections that the caller sees are bound to; where their projects are all: everything. */
async function ofBound(caller: Caller): Promise<Prisma.CacheEventWhereInput> {
  if (caller.projects === 'all') return {};
  const fields = await database().connectionField.findMany({
    where: { connection: reachedBy(caller), reference: { not: null }, secretManagerId: { not: null } },
    select: { secretManagerId: true, reference: true },
  });
  const byManager = groupBy(fields, ({ secretManagerId }) => secretManagerId ?? '');
  return {
    OR: [...byManager].map(([managerId, bound]) => ({
      secretManagerId: managerId,
      reference: { in: bound.flatMap(({ reference }) => reference ?? []) },
    })),
  };
}
