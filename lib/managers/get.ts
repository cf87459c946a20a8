import { verb } from '@/lib/access/verb';
import { idInputSchema } from '@/lib/kernel/ids';
import { database } from '@/lib/platform/database';
import { findManagerRow } from './find';
import { presentManager } from './present';
import type { ManagerView } from './schema';

/** One secret manager, from its record: no request goes to the provider. Throws `forbidden`, `not_found`. */
export const getManager = verb({
  name: 'getManager',
  right: 'secret-manager:read',
  input: idInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<ManagerView> => {
    return presentManager(await findManagerRow(database(), caller, input.id), caller);
  },
});
