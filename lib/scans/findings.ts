import { reachedBy } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { type FindingKind, findingKinds } from '@/lib/kernel/finding';
import { noInputSchema } from '@/lib/kernel/ids';
import { type Page, pageOf } from '@/lib/kernel/page';
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
        kind: { in: kind ? storedKinds(kind) : [...findingKinds] },
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
    const items = await Promise.all(page.items.map((row) => presentFinding(row, caller)));
    return { ...page, items: items.filter((item) => kind === undefined || item.kind === kind) };
  },
});

/** As what a finding of a kind may be stored: what moved out of a caller's reach is deleted for them. */
function storedKinds(kind: FindingKind): FindingKind[] {
  return kind === 'deleted' ? ['deleted', 'moved'] : [kind];
}

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
