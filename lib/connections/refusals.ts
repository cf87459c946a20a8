import type { Refusal } from '@/lib/access/refusal';
import type { Caller } from '@/lib/kernel/caller';
import { refusedFields } from '@/lib/managers/refused-fields';
import { database } from '@/lib/platform/database';

/**
 * Bound fields of these connections that are refused whatever their secret manager holds, by the field's id. Of projects
 * that lack a grant the caller is told their own: what others may use is not theirs to know.
 */
export async function refusalsOf(
  connectionIds: readonly string[],
  { projects }: Pick<Caller, 'projects'>,
): Promise<ReadonlyMap<string, Refusal>> {
  if (connectionIds.length === 0) return new Map();
  const fields = await refusedFields(database(), { connectionIds });
  return new Map(
    fields.map(({ fieldId, reason, projectIds }) => {
      const told = projectIds.filter((each) => projects === 'all' || projects.includes(each));
      return [fieldId, { reason, projectIds: told }];
    }),
  );
}

/** Connections that have such a field, by id. */
export async function withRefusals(): Promise<string[]> {
  const fields = await refusedFields(database());
  return [...new Set(fields.map(({ connectionId }) => connectionId))];
}
