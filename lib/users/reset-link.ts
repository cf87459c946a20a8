import { requirePermission } from '@/lib/access/permission';
import { requireRecentSignIn } from '@/lib/access/recent';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { userIncludes } from './make';
import { makeLink } from './one-time-link';
import { isInvited } from './present';
import type { ResetLinkView } from './schema';

const windowMs = 3_600_000;
const mostAnHour = 5;

/**
 * Makes a one-time link by which a person sets a new password within a day. A link made before stops working. Only its
 * hash is stored, where better-auth keeps what is to be verified. `id`: of the person, or `email`: their address.
 * Throws `forbidden`, `not_found`, `conflict` (disabled, not signed in ever, or more than five links an hour).
 */
export async function makeResetLink({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string } | { email: string };
}): Promise<ResetLinkView> {
  requirePermission(caller, 'user:write');
  requireRecentSignIn(caller);
  const where = 'id' in input ? { id: input.id } : { email: input.email.trim().toLowerCase() };
  return transaction(async (tx) => {
    const user = await tx.user.findUnique({ where, include: userIncludes });
    if (!user) throw new LatchkeyError('not_found', { says: sentence('noSuchPerson') });
    if (user.disabledAt) throw new LatchkeyError('conflict', { says: sentence('personDisabled') });
    if (isInvited(user)) throw new LatchkeyError('conflict', { says: sentence('personInvited') });
    await requireRest(tx, user.id);
    const link = await makeLink(tx, 'reset', user.id);
    await recordEvent(tx, {
      caller,
      verb: 'user.reset_link_made',
      subject: { kind: 'user', id: user.id, label: user.email },
    });
    return { ...link, email: user.email };
  });
}

async function requireRest(tx: Transaction, userId: string): Promise<void> {
  const at = { gt: new Date(clock().now() - windowMs) };
  const made = await tx.auditEvent.count({
    where: { subjectKind: 'user', subjectId: userId, verb: 'user.reset_link_made', at },
  });
  if (made < mostAnHour) return;
  throw new LatchkeyError('conflict', { says: sentence('tooManyResetLinks'), retryAfterMs: windowMs });
}
