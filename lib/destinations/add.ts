import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { canonicalHost } from '@/lib/egress/host';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { destinationLabel, presentDestination } from './present';
import { scopedOfDestination } from './reach';
import { addInputSchema, type DestinationView } from './schema';

/**
 * Adds a host and port that tests may give secrets to, for one project or for all.
 * Throws `forbidden` (a person who signed in long ago too), `invalid_input`, `conflict` (it stands there already).
 */
export const addDestination = verb({
  name: 'addDestination',
  right: 'destination:write',
  recent: true,
  input: addInputSchema,
  audit: ['destination.added'],
  run: async ({ caller, input }): Promise<DestinationView> => {
    const { port, projectId, allowsPlain } = input;
    requireMay(caller, 'destination:write', null, scopedOfDestination(input));
    const host = canonicalHost(input.host) ?? '';
    try {
      const row = await transaction(async (tx) => {
        if (projectId !== null && !(await tx.project.findUnique({ where: { id: projectId } }))) {
          throw new LatchkeyError('invalid_input', { fields: { projectId: messageFor('projectUnknown') } });
        }
        const created = await tx.secretDestination.create({
          data: { host, port, projectId, allowsPlain, createdBy: caller.label },
        });
        await recordEvent(tx, {
          caller,
          verb: 'destination.added',
          subject: { kind: 'destination', id: created.id, label: destinationLabel(created) },
          details: { projectId, allowsPlain },
        });
        return created;
      });
      return presentDestination(row);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new LatchkeyError('conflict', {
        says: messageFor('destinationTaken', { host, port }),
        fields: { host: messageFor('destinationTakenHere') },
      });
    }
  },
});
