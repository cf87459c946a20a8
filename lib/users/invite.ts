import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { findUserRow, placeOf } from './find';
import { makeLink } from './one-time-link';
import { isInvited } from './present';
import type { ResetLinkView } from './schema';

const windowMs = 3_600_000;
const mostAnHour = 5;

/**
 * Makes another invitation for a person who has not chosen a password yet; the one before stops working.
 * Throws `forbidden`, `not_found`, `conflict` (disabled, has a password, or more than five invitations an hour).
 */
export const inviteUser = verb({
  name: 'inviteUser',
  right: 'user:write',
  recent: true,
  input: idInputSchema,
  audit: ['user.invited'],
  run: async ({ caller, input }): Promise<ResetLinkView> =>
    transaction(async (tx) => {
      const user = await findUserRow(tx, caller, { id: input.id });
      requireMay(caller, 'user:write', placeOf(user));
      if (user.disabledAt) throw new LatchkeyError('conflict', { says: sentence('personDisabled') });
      if (!isInvited(user)) throw new LatchkeyError('conflict', { says: sentence('personAccepted') });
      await requireRest(tx, user.id);
      const link = await makeLink(tx, 'invitation', user.id);
      await recordInvitation(tx, caller, user);
      return { ...link, email: user.email };
    }),
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

async function requireRest(tx: Transaction, userId: string): Promise<void> {
  const at = { gt: new Date(clock().now() - windowMs) };
  const made = await tx.auditEvent.count({
    where: { subjectKind: 'user', subjectId: userId, verb: 'user.invited', at },
  });
  if (made < mostAnHour) return;
  throw new LatchkeyError('conflict', { says: sentence('tooManyResetLinks'), retryAfterMs: windowMs });
}
