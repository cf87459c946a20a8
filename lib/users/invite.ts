import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { type Limit, takeTurns } from '@/lib/platform/limit';
import { findUserRow, placeOf } from './find';
import { makeLink } from './one-time-link';
import { isInvited } from './present';
import type { ResetLinkView } from './schema';

const ofPerson: Limit = { name: 'invitations', turns: 5, windowMs: 3_600_000, counted: 'kept' };

/**
 * Makes another invitation for a person who has not chosen a password yet; the one before stops working.
 * Throws `forbidden`, `not_found`, `conflict` (disabled, has a password), `over_budget` (more than five an
 * hour).
 */
export const inviteUser = verb({
  name: 'inviteUser',
  right: 'user:write',
  recent: true,
  input: idInputSchema,
  audit: ['user.invited'],
  run: async ({ caller, input }): Promise<ResetLinkView> => {
    const findPerson = async (client: Pick<Transaction, 'user'>) => {
      const user = await findUserRow(client, caller, { id: input.id });
      requireMay(caller, 'user:write', placeOf(user));
      if (user.disabledAt) throw new LatchkeyError('conflict', { says: messageFor('personDisabled') });
      if (!isInvited(user)) throw new LatchkeyError('conflict', { says: messageFor('personAccepted') });
      return user;
    };
    await takeTurn((await findPerson(database())).id);
    return transaction(async (tx) => {
      const user = await findPerson(tx);
      const link = await makeLink(tx, 'invitation', user.id);
      await recordInvitation(tx, caller, user);
      return { ...link, email: user.email };
    });
  },
});

/** Writes that a person was invited. */
export async function recordInvitation(
  tx: Transaction,
  caller: Caller,
  user: { id: string; email: string },
): Promise<void> {
  await recordEvent(tx, {
    caller,
    verb: 'user.invited',
    subject: { kind: 'user', id: user.id, label: user.email },
  });
}

async function takeTurn(userId: string): Promise<void> {
  const { granted, retryAfterMs } = await takeTurns(ofPerson, userId);
  if (granted > 0) return;
  throw new LatchkeyError('over_budget', { says: messageFor('tooManyResetLinks'), retryAfterMs });
}
