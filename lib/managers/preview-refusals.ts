import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { idSchema } from '@/lib/kernel/ids';
import { may } from '@/lib/kernel/permissions';
import { database } from '@/lib/platform/database';
import { mostRefused, type RefusalsPreview, refusalsInputSchema } from './access-schema';
import { findManagerRow } from './find';
import { type RefusedBinding, refusedFields } from './refused-fields';

/**
 * Which bound fields would be refused if projects might use these secrets of a secret manager, and are not refused now. From
 * stored rows; changes nothing. Throws `forbidden`, `not_found`, `invalid_input`.
 */
export const previewRefusals = verb({
  name: 'previewRefusals',
  right: 'secret-manager:write',
  input: z.object({ id: idSchema, ...refusalsInputSchema.shape }),
  audit: [],
  run: async ({ caller, input }): Promise<RefusalsPreview> => {
    const row = await findManagerRow(database(), caller, input.id);
    requireMay(caller, 'secret-manager:write', scopedOf(row));
    const granted = new Map(input.projects.map(({ projectId, patterns }) => [projectId, patterns]));
    // As saving does: of a project's own secret manager each project keeps its row.
    const ids =
      row.scope === 'project' ? row.projects.map(({ projectId }) => projectId) : [...granted.keys()];
    const access = new Map(ids.map((id) => [id, granted.get(id) ?? []]));
    const where = { secretManagerId: row.id };
    const now = new Set((await refusedFields(database(), where)).map(({ fieldId }) => fieldId));
    const after = await refusedFields(database(), { ...where, access });
    return present(
      after.filter(({ fieldId }) => !now.has(fieldId)),
      (field) => may(caller, 'connection:read', field.scope),
    );
  },
});

function present(
  refused: readonly RefusedBinding[],
  isSeen: (field: RefusedBinding) => boolean,
): RefusalsPreview {
  return {
    refused: refused
      .filter(isSeen)
      .slice(0, mostRefused)
      .map(({ connection, field, shownReference }) => ({ connection, field, shownReference })),
    refusedCount: refused.length,
    connectionCount: new Set(refused.map(({ connectionId }) => connectionId)).size,
  };
}
