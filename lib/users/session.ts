import type { Caller } from '@/lib/kernel/caller';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { savedIfPossible } from '@/lib/platform/storage-trouble';
import { auth } from './auth';
import { callerOfUser } from './caller';
import { isSessionOver, seenRestMs } from './session-times';

/**
 * Who the session cookie in these headers belongs to. Null when nobody is signed in, the person is disabled, or the
 * session has ended: unused for a week, or 30 days old.
 */
export async function callerOfHeaders(headers: Headers): Promise<Caller | null> {
  if (!headers.has('cookie')) return null;
  const found = await (await auth()).api.getSession({ headers });
  if (!found) return null;
  const session = await database().session.findUnique({
    where: { id: found.session.id },
    include: { user: { include: { projects: { select: { projectId: true } } } } },
  });
  if (!session) return null;
  const nowMs = clock().now();
  if (isSessionOver(session, nowMs)) {
    await savedIfPossible(database().session.deleteMany({ where: { id: session.id } }));
    return null;
  }
  const { user } = session;
  if (user.disabledAt || (user.passwordEndsAt && user.passwordEndsAt.getTime() <= nowMs)) return null;
  await noteSeen(session, nowMs);
  return {
    ...callerOfUser(user),
    session: { id: session.id, authenticatedAtMs: session.authenticatedAt.getTime() },
  };
}

/** Of requests that come together, one writes. */
async function noteSeen({ id, lastSeenAt }: { id: string; lastSeenAt: Date }, nowMs: number): Promise<void> {
  if (nowMs - lastSeenAt.getTime() < seenRestMs) return;
  const lastSeen = { where: { id, lastSeenAt }, data: { lastSeenAt: new Date(nowMs) } };
  await savedIfPossible(database().session.updateMany(lastSeen));
}
