import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { idSchema } from '@/lib/kernel/ids';
import { database } from '@/lib/platform/database';
import { grantsAfter } from './access';
import { type RefusalsPreview, refusalsInputSchema } from './access-schema';
import { findManagerRow } from './find';
import { refusedFields, shownRefused } from './refused-fields';

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
    const access = grantsAfter(row, granted);
    const where = { secretManagerId: row.id };
    const now = new Set((await refusedFields(database(), where)).map(({ fieldId }) => fieldId));
    const after = await refusedFields(database(), { ...where, access });
    const refused = after.filter(({ fieldId }) => !now.has(fieldId));
    const connectionCount = new Set(refused.map(({ connectionId }) => connectionId)).size;
    return { ...shownRefused(caller, refused), connectionCount };
  },
});
