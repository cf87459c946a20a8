import { scopedOf } from '@/lib/access/may';
import { type Refusal, refusalOf } from '@/lib/access/refusal';
import type { Caller } from '@/lib/kernel/caller';
import { parseReference } from '@/lib/kernel/reference';
import { patternSet } from '@/lib/kernel/reference-pattern';
import { titlesOf } from '@/lib/managers/bound-titles';
import { refusedFields } from '@/lib/managers/refused-fields';
import { database } from '@/lib/platform/database';
import type { ConnectionRow } from './present';

/**
 * Bound fields that are refused whatever their secret manager holds, by the field's id. Of projects that lack a grant the
 * caller is told their own: what others may use is not theirs to know. From stored rows alone.
 */
export async function refusalsOf(
  rows: readonly ConnectionRow[],
  { projects }: Pick<Caller, 'projects'>,
): Promise<ReadonlyMap<string, Refusal>> {
  const bound = rows.flatMap((row) => row.fields.map(({ secretManagerId }) => secretManagerId ?? ''));
  const managers = await database().secretManager.findMany({
    where: { id: { in: [...new Set(bound)].filter(Boolean) } },
    select: { id: true, scope: true, projects: { select: { projectId: true, patterns: true } } },
  });
  const granting = new Map(
    managers.map(({ id, scope, projects: given }) => {
      const grants = new Map(given.map(({ projectId, patterns }) => [projectId, patternSet(patterns)]));
      return [id, { scope, projectIds: [...grants.keys()], grants }];
    }),
  );
  const refusals = new Map<string, Refusal>();
  for (const row of rows) {
    for (const { id, reference, secretManagerId, shownNames } of row.fields) {
      const manager = granting.get(secretManagerId ?? '');
      if (!manager || reference === null) continue;
      const titles = titlesOf(shownNames);
      const place = { ids: parseReference(reference), ...(titles ? { titles } : {}) };
      const refusal = refusalOf(manager, scopedOf(row), place);
      if (!refusal) continue;
      const projectIds = refusal.projectIds.filter((each) => projects === 'all' || projects.includes(each));
      refusals.set(id, { ...refusal, projectIds });
    }
  }
  return refusals;
}

/** Connections that have such a field, by key. */
export async function withRefusals(): Promise<string[]> {
  const fields = await refusedFields(database());
  return [...new Set(fields.map(({ connection }) => connection.key))];
}
