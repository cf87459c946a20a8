import { verb } from '@/lib/access/verb';
import { database } from '@/lib/platform/database';
import { absencesOf } from './absences';
import { findConnectionRow } from './find';
import { presentConnection } from './present';
import { refusalsOf } from './refusals';
import { type ConnectionView, keyInputSchema } from './schema';

/** One connection by key, without its secrets. Throws `forbidden`, `not_found`. */
export const getConnection = verb({
  name: 'getConnection',
  right: 'connection:read',
  input: keyInputSchema,
  audit: [],
  run: async ({ caller, input }): Promise<ConnectionView> => {
    const row = await findConnectionRow(database(), caller, input.key);
    const [absences, refusals] = await Promise.all([absencesOf([row.id]), refusalsOf([row], caller)]);
    return presentConnection(row, caller, { absences, refusals });
  },
});
