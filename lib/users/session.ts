import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { auth } from './auth';
import { callerOfUser } from './caller';

/** Who the session cookie in these headers belongs to; null when nobody is signed in or the person is disabled. */
export async function callerOfHeaders(headers: Headers): Promise<Caller | null> {
  if (!headers.has('cookie')) return null;
  const session = await auth().api.getSession({ headers });
  if (!session) return null;
  const user = await database().user.findUnique({
    where: { id: session.user.id },
    include: { projects: { select: { projectId: true } } },
  });
  return user && !user.disabledAt ? callerOfUser(user) : null;
}
