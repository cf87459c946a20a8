import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema, noInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { deviceOf } from './device';
import { requireSignedIn } from './present-password';
import type { SessionView } from './schema';
import { endOfSession, isSessionOver } from './session-times';

/** The browsers that the caller is signed in with: this one first, then by last use. Throws `forbidden` for API keys. */
export const listOwnSessions = verb({
  name: 'listOwnSessions',
  right: 'account:own',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<SessionView[]> => {
    const { userId, sessionId } = requireSignedIn(caller);
    const rows = await database().session.findMany({ where: { userId }, orderBy: { lastSeenAt: 'desc' } });
    const nowMs = clock().now();
    return rows
      .filter((row) => row.expiresAt.getTime() > nowMs && !isSessionOver(row, nowMs))
      .map((row) => ({
        id: row.id,
        isCurrent: row.id === sessionId,
        device: deviceOf(row.userAgent ?? ''),
        address: row.ipAddress || null,
        signedInAt: row.createdAt.toISOString(),
        lastSeenAt: row.lastSeenAt.toISOString(),
        endsAt: new Date(Math.min(row.expiresAt.getTime(), endOfSession(row))).toISOString(),
      }))
      .sort((one, other) => Number(other.isCurrent) - Number(one.isCurrent));
  },
});

/** Ends one of the caller's own sessions. Throws `forbidden` for API keys, `not_found`. */
export const endOwnSession = verb({
  name: 'endOwnSession',
  right: 'account:own',
  input: idInputSchema,
  audit: ['user.session_ended'],
  run: async ({ caller, input }): Promise<void> => {
    const { userId } = requireSignedIn(caller);
    const { id } = input;
    await transaction(async (tx) => {
      const row = await tx.session.findFirst({ where: { id, userId } });
      if (!row) throw new LatchkeyError('not_found', { says: messageFor('noSuchSession') });
      await tx.session.deleteMany({ where: { id, userId } });
      await recordEvent(tx, {
        caller,
        verb: 'user.session_ended',
        subject: { kind: 'user', id: userId, label: caller.label },
        details: { ...deviceOf(row.userAgent ?? '') },
      });
    });
  },
});

/** Ends all sessions of the caller but the one that asks. Answers how many. Throws `forbidden` for API keys. */
export const endOtherSessions = verb({
  name: 'endOtherSessions',
  right: 'account:own',
  input: noInputSchema,
  audit: ['user.sessions_ended'],
  run: async ({ caller }): Promise<{ endedSessions: number }> => {
    const { userId, sessionId } = requireSignedIn(caller);
    return transaction(async (tx) => {
      const { count } = await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
      if (count > 0) {
        await recordEvent(tx, {
          caller,
          verb: 'user.sessions_ended',
          subject: { kind: 'user', id: userId, label: caller.label },
          details: { endedSessions: count },
        });
      }
      return { endedSessions: count };
    });
  },
});
