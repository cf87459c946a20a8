import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { transaction } from '@/lib/platform/database';
import { destinationLabel } from './present';
import { reachedDestinations, scopedOfDestination } from './reach';

/** Takes a destination off the list: the next test sends nothing there. Throws `forbidden`, `not_found`, `invalid_input`. */
export const removeDestination = verb({
  name: 'removeDestination',
  right: 'destination:write',
  input: idInputSchema,
  audit: ['destination.removed'],
  run: async ({ caller, input }): Promise<void> => {
    await transaction(async (tx) => {
      const row = await tx.secretDestination.findFirst({
        where: { AND: [{ id: input.id }, reachedDestinations(caller)] },
      });
      if (!row) throw new LatchkeyError('not_found', { says: messageFor('noSuchDestination') });
      requireMay(caller, 'destination:write', scopedOfDestination(row), null);
      // Ahead of the removal: who may see the event is asked of the row.
      await recordEvent(tx, {
        caller,
        verb: 'destination.removed',
        subject: { kind: 'destination', id: row.id, label: destinationLabel(row) },
        details: { projectId: row.projectId, allowsPlain: row.allowsPlain },
      });
      await tx.secretDestination.delete({ where: { id: row.id } });
    });
  },
});
