import type { z } from 'zod';
import { verb } from '@/lib/access/verb';
import { sharedKinds } from '@/lib/kernel/audit-verbs';
import type { Caller } from '@/lib/kernel/caller';
import { holding } from '@/lib/kernel/like';
import { afterMoment, type Page, pageByMoment, withTotal } from '@/lib/kernel/page';
import { database } from '@/lib/platform/database';
import type { AuditEvent, Prisma } from '@/lib/platform/prisma-client/client';
import { type AuditEventView, auditListInputSchema } from './schema';

type Filter = Omit<z.output<typeof auditListInputSchema>, 'limit' | 'cursor'>;

/**
 * Audit events, the newest first, each of a thing that the caller may see: of platform-wide connections and secret
 * managers too, of people, keys and projects those of the caller's own projects. Throws `forbidden`, `invalid_input`.
 */
export const listEvents = verb({
  name: 'listEvents',
  right: 'audit:read',
  input: auditListInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<AuditEventView>> => {
    const { limit, cursor, ...filter } = input;
    const where = { AND: [seenBy(caller), matching(filter)] };
    const rows = await database().auditEvent.findMany({
      where: { AND: [where, afterMoment('at', cursor)] },
      orderBy: [{ at: 'desc' }, { id: 'desc' }],
      take: limit + 1,
    });
    const page = pageByMoment(
      rows,
      limit,
      (row) => presentEvent(row, caller),
      ({ at }) => at,
    );
    return withTotal(page, cursor, () => database().auditEvent.count({ where }));
  },
});

/** The details are not searched: of some events they are not told to everybody who sees the event. */
function matching({ verb: named, subjectKind, subjectId, actorId, since, until, search }: Filter) {
  const contains = search ? holding(search) : undefined;
  return {
    ...(named ? { verb: named } : {}),
    ...(subjectKind ? { subjectKind } : {}),
    ...(subjectId ? { subjectId } : {}),
    ...(actorId ? { actorId } : {}),
    ...(since || until
      ? { at: { ...(since ? { gte: new Date(since) } : {}), ...(until ? { lt: new Date(until) } : {}) } }
      : {}),
    ...(contains ? { OR: [{ subjectLabel: contains }, { actorLabel: contains }] } : {}),
  } satisfies Prisma.AuditEventWhereInput;
}

/** The rights `audit:read` and `audit:read-people` of the table of permissions, for rows of events. */
function seenBy({ projects }: Caller): Prisma.AuditEventWhereInput {
  if (projects === 'all') return {};
  const own = { projectIds: { hasSome: [...projects] } };
  return {
    OR: [
      { ...own, scope: 'project' },
      { subjectKind: { in: [...sharedKinds] }, OR: [own, { scope: 'platform' }] },
    ],
  };
}

function presentEvent(row: AuditEvent, caller: Caller): AuditEventView {
  return {
    id: row.id,
    at: row.at.toISOString(),
    verb: row.verb,
    actor: { kind: row.actorKind, id: row.actorId, label: row.actorLabel },
    subject: { kind: row.subjectKind, id: row.subjectId, label: row.subjectLabel },
    details: detailsFor(caller, row),
  };
}

/** Which projects may use what of a platform-wide secret manager is told to those alone whose projects are all. */
function detailsFor({ projects }: Caller, { verb: named, scope, details }: AuditEvent) {
  const all = detailsOf(details);
  if (projects === 'all' || named !== 'secret_manager.access_set' || scope !== 'platform') return all;
  return {};
}

/** Guarantee: `details` is written by recordEvent alone, always as an object. */
function detailsOf(details: AuditEvent['details']): Record<string, unknown> {
  return typeof details === 'object' && details !== null && !Array.isArray(details) ? { ...details } : {};
}
