import { verb } from '@/lib/access/verb';
import { database } from '@/lib/platform/database';
import { findConnectionRow } from './find';
import { knownOf } from './known';
import { presentConnection } from './present';
import { type ConnectionView, keyInputSchema } from './schema';

/** One connection by key, without its secrets. Throws `forbidden`, `not_found`. */
export const getConnection = verb({
  name: 'getConnection',
  right: 'connection:read',
  input: keyInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const row = await findConnectionRow(database(), caller, input.key);
    return presentConnection(row, caller, await knownOf([row], caller));
  },
});
