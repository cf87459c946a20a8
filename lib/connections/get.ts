import { verb } from '@/lib/access/verb';
import { database } from '@/lib/platform/database';
import { findConnectionRow } from './find';
import { type ConnectionView, keyInputSchema } from './schema';
import { viewOf } from './troubles';

/** One connection by key, without its secrets. Throws `forbidden`, `not_found`. */
export const getConnection = verb({
  name: 'getConnection',
  right: 'connection:read',
  input: keyInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const row = await findConnectionRow(database(), caller, input.key);
    return viewOf(row, caller);
  },
});
