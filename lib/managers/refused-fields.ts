import { allowanceOfConnection } from '@/lib/access/grants';
import { scopedOf } from '@/lib/access/may';
import type { Scoped } from '@/lib/kernel/permissions';
import { parseReference } from '@/lib/kernel/reference';
import { patternSet } from '@/lib/kernel/reference-pattern';
import type { Transaction } from '@/lib/platform/database';
import type { RefusedField } from './access-schema';
import { titlesOf } from './bound-titles';

/** Bound fields that are refused when they are resolved, since their connection's projects may not use what they name. */
export async function refusedFields(
  client: Pick<Transaction, 'secretManager' | 'connectionField'>,
  where: { secretManagerId?: string } = {},
): Promise<(RefusedField & { secretManagerId: string; secretManagerName: string; scope: Scoped })[]> {
  const managers = await client.secretManager.findMany({
    where: where.secretManagerId ? { id: where.secretManagerId } : {},
    select: { id: true, name: true, scope: true, projects: { select: { projectId: true, patterns: true } } },
  });
  const refused: Awaited<ReturnType<typeof refusedFields>> = [];
  for (const { id, name, scope, projects } of managers) {
    const grants = new Map(projects.map(({ projectId, patterns }) => [projectId, patternSet(patterns)]));
    const fields = await client.connectionField.findMany({
      where: { secretManagerId: id, reference: { not: null } },
      select: {
        name: true,
        reference: true,
        shownReference: true,
        shownNames: true,
        connection: {
          select: { key: true, name: true, scope: true, projects: { select: { projectId: true } } },
        },
      },
      orderBy: [{ connection: { name: 'asc' } }, { name: 'asc' }],
    });
    for (const { reference, shownNames, connection, ...field } of fields) {
      if (reference === null) continue;
      const titles = titlesOf(shownNames);
      const place = { ids: parseReference(reference), ...(titles ? { titles } : {}) };
      const manager = { scope, projectIds: [...grants.keys()], grants };
      if (allowanceOfConnection(manager, scopedOf(connection)).allows(place)) continue;
      refused.push({
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
