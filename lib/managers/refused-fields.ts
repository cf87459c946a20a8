import { scopedOf } from '@/lib/access/may';
import { type Refusal, refusalOf } from '@/lib/access/refusal';
import type { Scoped } from '@/lib/kernel/permissions';
import { parseReference } from '@/lib/kernel/reference';
import { patternOfPlace, patternSet } from '@/lib/kernel/reference-pattern';
import type { Transaction } from '@/lib/platform/database';
import type { RefusedField } from './access-schema';
import { titlesOf } from './bound-titles';

/** A bound field that is refused, why, and what would let it through. */
export interface RefusedBinding extends RefusedField, Refusal {
  fieldId: string;
  connectionId: string;
  app: string;
  secretManagerId: string;
  secretManagerName: string;
  /** Of its connection. */
  scope: Scoped;
  /** The pattern that would let this secret through, and no other. */
  pattern: string;
}

/** Bound fields that are refused when they are resolved, since their connection's projects may not use what they name. */
export async function refusedFields(
  client: Pick<Transaction, 'secretManager' | 'connectionField'>,
  where: { secretManagerId?: string; connectionIds?: readonly string[] } = {},
): Promise<RefusedBinding[]> {
  const { connectionIds } = where;
  const managers = await client.secretManager.findMany({
    where: where.secretManagerId ? { id: where.secretManagerId } : {},
    select: { id: true, name: true, scope: true, projects: { select: { projectId: true, patterns: true } } },
  });
  const refused: RefusedBinding[] = [];
  for (const { id, name, scope, projects } of managers) {
    const grants = new Map(projects.map(({ projectId, patterns }) => [projectId, patternSet(patterns)]));
    const fields = await client.connectionField.findMany({
      where: {
        secretManagerId: id,
        reference: { not: null },
        ...(connectionIds ? { connectionId: { in: [...connectionIds] } } : {}),
      },
      select: {
        id: true,
        connectionId: true,
        name: true,
        reference: true,
        shownReference: true,
        shownNames: true,
        connection: {
          select: {
            key: true,
            name: true,
            app: true,
            scope: true,
            projects: { select: { projectId: true } },
          },
        },
      },
      orderBy: [{ connection: { name: 'asc' } }, { name: 'asc' }],
    });
    for (const { id: fieldId, connectionId, reference, shownNames, connection, ...field } of fields) {
      if (reference === null) continue;
      const titles = titlesOf(shownNames);
      const place = { ids: parseReference(reference), ...(titles ? { titles } : {}) };
      const manager = { scope, projectIds: [...grants.keys()], grants };
      const refusal = refusalOf(manager, scopedOf(connection), place);
      if (!refusal) continue;
      refused.push({
        ...refusal,
        fieldId,
        connectionId,
        app: connection.app,
        pattern: patternOfPlace(place, reference),
        secretManagerId: id,
        secretManagerName: name,
        scope: scopedOf(connection),
        connection: { key: connection.key, name: connection.name },
        field: field.name,
        shownReference: field.shownReference ?? reference,
      });
    }
  }
  return refused;
}
