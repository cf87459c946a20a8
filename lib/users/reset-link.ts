import { z } from 'zod';
import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { type Limit, takeTurns } from '@/lib/platform/limit';
import { findUserRow, placeOf } from './find';
import { makeLink } from './one-time-link';
import { isInvited } from './present';
import type { ResetLinkView } from './schema';

const resetInputSchema = z.union([idInputSchema, z.object({ email: z.string().max(200) })]);
const ofPerson: Limit = { name: 'reset-links', turns: 5, windowMs: 3_600_000, counted: 'kept' };

/**
 * Makes a one-time link by which a person sets a new password within a day. A link made before stops working. Only its
 * hash is stored, where better-auth keeps what is to be verified. `id`: of the person, or `email`: their address.
 * Throws `forbidden`, `not_found`, `conflict` (disabled, invited), `over_budget` (more than five links an hour).
 */
export const makeResetLink = verb({
  name: 'makeResetLink',
  right: 'user:write',
  recent: true,
  input: resetInputSchema,
  audit: ['user.reset_link_made'],
  run: async ({ caller, input }): Promise<ResetLinkView> => {
    const where = 'id' in input ? { id: input.id } : { email: input.email.trim().toLowerCase() };
    const findPerson = async (client: Pick<Transaction, 'user'>) => {
      const user = await findUserRow(client, caller, where);
      requireMay(caller, 'user:write', placeOf(user));
      if (user.disabledAt) throw new LatchkeyError('conflict', { says: messageFor('personDisabled') });
      if (isInvited(user)) throw new LatchkeyError('conflict', { says: messageFor('personInvited') });
      return user;
    };
    await takeTurn((await findPerson(database())).id);
    return transaction(async (tx) => {
      const user = await findPerson(tx);
      const link = await makeLink(tx, 'reset', user.id);
      await recordEvent(tx, {
        caller,
        verb: 'user.reset_link_made',
        subject: { kind: 'user', id: user.id, label: user.email },
      });
      return { ...link, email: user.email };
    });
  },
});

async function takeTurn(userId: string): Promise<void> {
  const { granted, retryAfterMs } = await takeTurns(ofPerson, userId);
  if (granted === 0)
    throw new LatchkeyError('over_budget', { says: messageFor('tooManyResetLinks'), retryAfterMs });
}
