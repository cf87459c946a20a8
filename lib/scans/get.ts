import { verb } from '@/lib/access/verb';
import { idInputSchema } from '@/lib/kernel/ids';
import { findManagerRow } from '@/lib/managers/find';
import { database } from '@/lib/platform/database';
import type { ScanView } from './schema';
import { readScan } from './view';

/** The last scan of a secret manager, the next one and what it would cost. Throws `forbidden`, `not_found`. */
export const getScan = verb({
  name: 'getScan',
  right: 'secret-manager:read',
  input: idInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<ScanView> => {
    const { id } = await findManagerRow(database(), caller, input.id);
    return readScan(caller, id);
  },
});
