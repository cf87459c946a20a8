import { allowanceOfConnection } from '@/lib/access/grants';
import { scopedOf } from '@/lib/access/may';
import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import type { Caller } from '@/lib/kernel/caller';
import { findingKinds } from '@/lib/kernel/finding';
import { noInputSchema } from '@/lib/kernel/ids';
import { type Page, pageOf } from '@/lib/kernel/page';
import { parseReference } from '@/lib/kernel/reference';
import { loadManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { type FindingRow, findingIncludes, presentFinding } from './present';
import { type FindingView, findingsInputSchema } from './schema';

/** Broken references of connections that the caller's projects reach, the newest trouble first. Throws `forbidden`. */
export const listFindings = verb({
  name: 'listFindings',
  right: 'connection:read',
  input: findingsInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<Page<FindingView>> => {
    const { limit, cursor, secretManagerId, connection, kind } = input;
    const rows: FindingRow[] = await database().bindingFinding.findMany({
      where: {
        kind: kind ?? { in: [...findingKinds] },
        field: {
          ...(secretManagerId ? { secretManagerId } : {}),
          connection: { AND: [reachedBy(caller), connection ? { key: connection } : {}] },
        },
      },
      include: findingIncludes,
      orderBy: [{ since: 'desc' }, { fieldId: 'desc' }],
      take: limit + 1,
      ...(cursor ? { cursor: { fieldId: cursor }, skip: 1 } : {}),
    });
    const page = pageOf(
      rows.map((row) => ({ ...row, id: row.fieldId })),
      limit,
      (row) => row,
    );
    return { ...page, items: await Promise.all(page.items.map((row) => withAllowedCandidates(row, caller))) };
  },
});

/** How many there are. Throws `forbidden`. */
export const countFindings = verb({
  name: 'countFindings',
  right: 'connection:read',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<number> => {
    return database().bindingFinding.count({
      where: { kind: { in: [...findingKinds] }, field: { connection: reachedBy(caller) } },
    });
  },
});

/** How many each secret manager has, by its id; one without any is not in it. Throws `forbidden`. */
export const countFindingsByManager = verb({
  name: 'countFindingsByManager',
  right: 'connection:read',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<Record<string, number>> => {
    const rows = await database().connectionField.groupBy({
      by: ['secretManagerId'],
      where: {
        secretManagerId: { not: null },
        finding: { kind: { in: [...findingKinds] } },
        connection: reachedBy(caller),
      },
      _count: true,
    });
    return Object.fromEntries(rows.map(({ secretManagerId, _count }) => [secretManagerId ?? '', _count]));
  },
});

/** What could be bound instead, as far as the connection's projects may use it: the rest is nobody's there to know. */
async function withAllowedCandidates(row: FindingRow, caller: Caller): Promise<FindingView> {
  const view = presentFinding(row, caller);
  const manager = row.field.secretManagerId ? await loadManager(row.field.secretManagerId) : undefined;
  if (!manager) return view;
  const allowance = allowanceOfConnection(manager, scopedOf(row.field.connection));
  return {
    ...view,
    candidates: view.candidates.filter(({ reference, titles }) =>
      allowance.allows({ ids: parseReference(reference), titles }),
    ),
  };
}
