import { recordEvent } from '@/lib/audit/record';
import { mark } from '@/lib/crypto/mark';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { auth, passwordEndedStatus } from './auth';
import { callerOfUser } from './caller';
import { noteSignIn, renewHash } from './note-sign-in';
import { type SignInInput, signInInputSchema } from './schema';
import { callerOfHeaders } from './session';

const windowMs = 10 * 60_000;
const refusalLimit = 10;

/**
 * Signs a person in by e-mail and password. `headers` are the browser's. Returns the `Set-Cookie` lines to send.
 * Throws `invalid_input`, `unauthenticated`: it does not tell whether the address or the password was wrong, and
 * after ten refusals of one address within ten minutes it asks to wait.
 */
export async function signIn({
  input,
  headers,
}: {
  input: SignInInput;
  headers: Headers;
}): Promise<{ caller: Caller; setCookies: string[] }> {
  const { email: typed, password } = parseInput(signInInputSchema, input);
  const email = typed.toLowerCase();
  const user = await database().user.findUnique({
    where: { email },
    include: {
      projects: { select: { projectId: true } },
      accounts: { where: { providerId: 'credential' }, select: { updatedAt: true } },
    },
  });
  await requireRest(email, user?.accounts[0]?.updatedAt.getTime() ?? 0);
  const answer = await auth().api.signInEmail({ body: { email, password }, headers, asResponse: true });
  if (answer.status === passwordEndedStatus) {
    throw new LatchkeyError('unauthenticated', { says: sentence('passwordEnded') });
  }
  if (!answer.ok || !user || user.disabledAt) {
    await noteRefusal(email, user);
    throw new LatchkeyError('unauthenticated', {
      says: sentence('signInRefused'),
    });
  }
  const caller = callerOfUser(user);
  await renewHash(user.id, password);
  await transaction(async (tx) => {
    await noteSignIn(tx, user.id);
    await recordEvent(tx, {
      caller,
      verb: 'user.signed_in',
      subject: { kind: 'user', id: user.id, label: user.email },
    });
  });
  return { caller, setCookies: answer.headers.getSetCookie() };
}

/** Ends the session of these headers. Returns the `Set-Cookie` lines that take the cookie away. */
export async function signOut({ headers }: { headers: Headers }): Promise<{ setCookies: string[] }> {
  const caller = await callerOfHeaders(headers);
  const answer = await auth().api.signOut({ headers, asResponse: true });
  if (caller) {
    await transaction((tx) =>
      recordEvent(tx, {
        caller,
        verb: 'user.signed_out',
        subject: { kind: 'user', id: caller.id, label: caller.label },
      }),
    );
  }
  return { setCookies: answer.headers.getSetCookie() };
}

/** What was refused before the present password was set does not count against it. */
async function requireRest(email: string, passwordSetAtMs: number): Promise<void> {
  const since = new Date(Math.max(clock().now() - windowMs, passwordSetAtMs));
  const refusals = await database().auditEvent.count({
    where: {
      subjectKind: 'user',
      subjectId: refusedId(email),
      verb: 'user.sign_in_refused',
      at: { gt: since },
    },
  });
  if (refusals < refusalLimit) return;
  throw new LatchkeyError('unauthenticated', {
    says: sentence('signInAttempts'),
    retryAfterMs: windowMs,
  });
}

// What was typed may be a password in the wrong box: an address that nobody has is not written down.
async function noteRefusal(email: string, user: { id: string } | null): Promise<void> {
  await transaction((tx) =>
    recordEvent(tx, {
      caller: nobody,
      verb: 'user.sign_in_refused',
      subject: { kind: 'user', id: refusedId(email), label: user ? email : 'an address that nobody has' },
    }),
  );
}

function refusedId(email: string): string {
  return mark(keyring(), 'sign-in-refused', email);
}

const nobody: Caller = {
  kind: 'user',
  id: 'nobody',
  label: 'nobody',
  role: 'support',
  projects: [],
  connections: [],
};
