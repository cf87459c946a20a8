import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { clock } from '@/lib/platform/clock';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { matchesHash } from './make';
import { isPasswordSince } from './password-since';

/** Wrong passwords in a row that end the session they were given in. */
export const mostWrongPasswords = 5;

/** A password that was found right, by when it was set. */
interface PresentPassword {
  setAt: Date;
}

/** A person who asks from a session of theirs. */
export interface SignedIn {
  caller: Caller;
  userId: string;
  sessionId: string;
}

/** The caller as a signed-in person. Throws `forbidden` for API keys. */
export function requireSignedIn(caller: Caller): SignedIn {
  if (caller.kind === 'user' && caller.session) {
    return { caller, userId: caller.id, sessionId: caller.session.id };
  }
  throw new LatchkeyError('forbidden', { says: messageFor('forSignedIn') });
}

/**
 * Compares with a signed-in person's present password. Each try is counted in the session before it is compared, and the
 * fifth wrong one in a row ends the session: who holds a stolen one cannot guess on, and the person is not kept out
 * elsewhere. A right one is to be followed by `notePasswordGiven`, in the transaction of what it is for.
 * Throws `invalid_input` (the field named), `unauthenticated` when the session was ended.
 */
export async function requirePresentPassword(
  { caller, userId, sessionId }: SignedIn,
  { field, password }: { field: string; password: string },
): Promise<PresentPassword> {
  const mine = { id: sessionId, userId };
  const counted = await database().session.updateMany({
    where: { ...mine, wrongPasswords: { lt: mostWrongPasswords } },
    data: { wrongPasswords: { increment: 1 } },
  });
  if (counted.count === 0) throw signedOut();
  const account = await database().account.findFirst({ where: { userId, providerId: 'credential' } });
  if (account?.password && (await matchesHash(account.password, password)))
    return { setAt: account.updatedAt };
  const hasEnded = await transaction(async (tx) => {
    const ended = await tx.session.deleteMany({
      where: { ...mine, wrongPasswords: { gte: mostWrongPasswords } },
    });
    if (ended.count === 0) return false;
    await recordEvent(tx, {
      caller,
      verb: 'user.session_ended',
      subject: { kind: 'user', id: userId, label: caller.label },
      details: { wrongPasswords: mostWrongPasswords },
    });
    return true;
  });
  if (hasEnded) throw signedOut();
  throw new LatchkeyError('invalid_input', { fields: { [field]: messageFor('passwordWrong') } });
}

/**
 * Notes in the session that the password was given. Throws `unauthenticated` when another one was set while it was
 * compared, or the session ended: a password of before does nothing any more.
 */
export async function notePasswordGiven(
  tx: Transaction,
  { userId, sessionId }: SignedIn,
  { setAt }: PresentPassword,
): Promise<void> {
  if (await isPasswordSince(tx, userId, setAt)) {
    const noted = await tx.session.updateMany({
      where: { id: sessionId, userId },
      data: { authenticatedAt: new Date(clock().now()), wrongPasswords: 0 },
    });
    if (noted.count === 1) return;
  }
  throw new LatchkeyError('unauthenticated', { says: messageFor('signedOut') });
}

function signedOut(): LatchkeyError {
  return new LatchkeyError('unauthenticated', { says: messageFor('signedOutByWrongPasswords') });
}
