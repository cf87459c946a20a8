import { requirePermission } from '@/lib/access/permission';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { findingKinds } from '@/lib/kernel/finding';
import { type Page, pageOf } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { type FindingRow, findingIncludes, presentFinding } from './present';
import { type FindingsInput, type FindingView, findingsInputSchema } from './schema';

/** Broken references of connections that the caller's projects reach, the newest trouble first. Throws `forbidden`. */
export async function listFindings({
  caller,
  input,
}: {
  caller: Caller;
  input: FindingsInput;
}): Promise<Page<FindingView>> {
  requirePermission(caller, 'connection:read');
  const { limit, cursor, secretManagerId, connection, kind } = parseInput(findingsInputSchema, input);
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
  return pageOf(
    rows.map((row) => ({ ...row, id: row.fieldId })),
    limit,
    presentFinding,
  );
}

/** How many there are. Throws `forbidden`. */
export async function countFindings({ caller }: { caller: Caller }): Promise<number> {
  requirePermission(caller, 'connection:read');
  return database().bindingFinding.count({
    where: { kind: { in: [...findingKinds] }, field: { connection: reachedBy(caller) } },
  });
}

/** How many each secret manager has, by its id; one without any is not in it. Throws `forbidden`. */
export async function countFindingsByManager({
  caller,
}: {
  caller: Caller;
}): Promise<Record<string, number>> {
  requirePermission(caller, 'connection:read');
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
}
