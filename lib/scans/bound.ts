import { candidateSchema } from '@/lib/connections/candidate';
import type { Locator } from '@/lib/kernel/locator';
import { database } from '@/lib/platform/database';
import { parseLocator } from '@/lib/providers/references';
import type { Titles } from '@/lib/secrets/schema';

/** A field bound through the secret manager that is scanned, as its row is now. */
export interface BoundField {
  id: string;
  name: string;
  connectionId: string;
  connectionKey: string;
  connectionName: string;
  /** The stored reference, and the same taken apart. */
  text: string;
  reference: Locator;
  titles: Titles | undefined;
  /** What the service knew its member by when it was found last, where the reference names it by name. */
  memberId: string | undefined;
  isVerified: boolean;
  /** What was written of it last. */
  finding:
    | { kind: string; checkedAtMs: number; itemUpdatedAt: string | null; fieldType: string | null }
    | undefined;
}

// Short queries: on the embedded database everybody waits for each.
const pageSize = 500;

/**
 * Every field bound through a secret manager, whoever may see it, by id; or those alone that are bound to one of these
 * references.
 */
export async function boundFields(
  secretManagerId: string,
  references?: readonly string[],
): Promise<BoundField[]> {
  const fields: BoundField[] = [];
  let after = '';
  for (;;) {
    const rows = await readPage(secretManagerId, references, after);
    for (const row of rows) if (row.reference !== null) fields.push(boundField(row, row.reference));
    if (rows.length < pageSize) return fields;
    after = rows.at(-1)?.id ?? '';
  }
}

function readPage(secretManagerId: string, references: readonly string[] | undefined, after: string) {
  return database().connectionField.findMany({
    where: {
      secretManagerId,
      reference: references ? { in: [...references] } : { not: null },
      id: { gt: after },
    },
    include: { connection: { select: { key: true, name: true } }, finding: true },
    omit: { sealedLiteral: true, sealedText: true },
    orderBy: { id: 'asc' },
    take: pageSize,
  });
}

function boundField(row: Awaited<ReturnType<typeof readPage>>[number], reference: string): BoundField {
  const { id, name, connectionId, connection, shownNames, memberId, isVerified, finding } = row;
  const titles = candidateSchema.shape.titles.safeParse(shownNames);
  return {
    id,
    name,
    connectionId,
    connectionKey: connection.key,
    connectionName: connection.name,
    text: reference,
    reference: parseLocator(reference),
    titles: titles.success ? titles.data : undefined,
    memberId: memberId ?? undefined,
    isVerified,
    finding: finding
      ? {
          kind: finding.kind,
          checkedAtMs: finding.checkedAt.getTime(),
          itemUpdatedAt: finding.itemUpdatedAt,
          fieldType: finding.fieldType,
        }
      : undefined,
  };
}

/** Whether a field is bound by ids: one look at its item tells all of it. */
export function isById({ reference }: BoundField): boolean {
  return reference.isPinned;
}
