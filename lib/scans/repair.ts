import { verb } from '@/lib/access/verb';
import { getConnection } from '@/lib/connections/get';
import type { ConnectionView } from '@/lib/connections/schema';
import { updateConnection } from '@/lib/connections/update';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { repairInputSchema } from './schema';

/**
 * Binds a field to another reference of its secret manager, if it is still bound to the one that was found broken. The
 * new one is resolved first, as a workload would.
 * Throws `forbidden`, `not_found`, `conflict` (bound to something else meanwhile), and what binding throws.
 */
export const repairReference = verb({
  name: 'repairReference',
  right: 'connection:write',
  input: repairInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const { connection: key, field, reference, instead } = input;
    const { fields, revision } = await getConnection({ caller, input: { key } });
    const bound = Object.hasOwn(fields, field) ? fields[field] : undefined;
    if (!bound || !('reference' in bound) || bound.reference !== reference) {
      throw new LatchkeyError('conflict', {
        says: messageFor('fieldBoundAnew'),
      });
    }
    const { secretManagerId, text } = bound;
    const around = text === undefined ? {} : { text };
    const patch = { revision, fields: { [field]: { secretManagerId, reference: instead, ...around } } };
    return updateConnection({ caller, input: { key, patch } });
  },
});
