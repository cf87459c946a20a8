import { clock } from '@/lib/platform/clock';
import type { Transaction } from '@/lib/platform/database';
import { database } from '@/lib/platform/database';
import { hashPassword } from './make';
import { isOutdatedHash } from './password-hash';
import { sessionIdleMs, sessionLifeMs } from './session-times';

/** Writes down when a person signed in, and drops their sessions that have ended. */
export async function noteSignIn(tx: Transaction, userId: string): Promise<void> {
  const nowMs = clock().now();
  await tx.user.update({ where: { id: userId }, data: { lastSignInAt: new Date(nowMs) } });
  await tx.session.deleteMany({
    where: {
      userId,
      OR: [
        { lastSeenAt: { lte: new Date(nowMs - sessionIdleMs) } },
        { createdAt: { lte: new Date(nowMs - sessionLifeMs) } },
      ],
    },
  });
}

/** Hashes a password, which was just found right, at today's cost when its hash is older. */
export async function renewHash(userId: string, password: string): Promise<void> {
  const account = await database().account.findFirst({ where: { userId, providerId: 'credential' } });
  if (!account?.password || !isOutdatedHash(account.password)) return;
  const passwordHash = await hashPassword(password);
  await database().account.updateMany({
    where: { id: account.id, password: account.password },
    // The password itself was set when it was.
    data: { password: passwordHash, updatedAt: account.updatedAt },
  });
}
