import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { findConnectionToChange } from './find';
import { keyInputSchema } from './schema';
import { connectionSubject } from './subject';

/** Removes a connection and its typed values. Workloads that resolve it get `not_found`. Throws `forbidden`, `not_found`. */
export const removeConnection = verb({
  name: 'removeConnection',
  right: 'connection:write',
  input: keyInputSchema,
  audit: ['connection.removed'],
  run: async ({ caller, input }): Promise<void> => {
    const key = await transaction(async (tx) => {
      const row = await findConnectionToChange(tx, caller, input.key);
      await recordEvent(tx, {
        caller,
        verb: 'connection.removed',
        subject: connectionSubject(row),
        details: { name: row.name },
      });
      await tx.connection.delete({ where: { id: row.id } });
      await publishInTransaction(tx, { topic: 'connection', id: row.key });
      return row.key;
    });
    publishLocally({ topic: 'connection', id: key });
  },
});
