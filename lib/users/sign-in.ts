import { z } from 'zod';
import { openVerb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { countRefusal } from '@/lib/audit/refusals';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import type { Caller } from '@/lib/kernel/caller';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { database, transaction } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import { networkOf, peerOfHeaders } from '@/lib/platform/peer';
import { auth, passwordEndedStatus } from './auth';
import { callerOfUser } from './caller';
import { knownBrowser, rememberBrowser } from './known-browser';
import { noteSignIn, renewHash } from './note-sign-in';
import { inPasswordLine } from './password-line';
import { isPasswordSince } from './password-since';
import { signInInputSchema } from './schema';
import { callerOfHeaders } from './session';
import { type SignInTry, takePeerTurn, takeSignInTurns } from './sign-in-turns';

/**
 * Signs a person in by e-mail and password. `headers` are the browser's, with the peer as the server wrote it. Returns the
 * `Set-Cookie` lines to send. Throws `invalid_input`, `unauthenticated`: it does not tell whether the address or the
 * password was wrong, and asks to wait after too many failures (docs/decisions/0104); `over_budget` when too many sign in.
 */
export const signIn = openVerb({
  name: 'signIn',
  input: signInInputSchema,
  audit: ['user.signed_in'],
  run: async ({
    input,
    headers,
  }: {
    input: z.output<typeof signInInputSchema>;
    headers: Headers;
  }): Promise<{ caller: Caller; setCookies: string[] }> => {
    const { email: typed, password } = input;
    const email = typed.toLowerCase();
    const attempt: SignInTry = {
      email,
      peer: networkOf(peerOfHeaders(headers)),
      browser: knownBrowser(headers, email),
    };
    const peerTurn = await takePeerTurn(attempt).catch((error: unknown) => refuse(attempt, undefined, error));
    const user = await findUser(email);
    const setAt = user?.accounts[0]?.updatedAt ?? new Date(0);
    const turns = await takeSignInTurns(attempt, setAt.getTime(), peerTurn).catch((error: unknown) =>
      refuse(attempt, user, error),
    );
    const lane = attempt.browser === undefined ? 'stranger' : 'known';
    const answer = await inPasswordLine(lane, async () =>
      (await auth()).api.signInEmail({ body: { email, password }, headers, asResponse: true }),
    ).catch(async (error: unknown) => {
      await turns.undone();
      throw error;
    });
    if (answer.status === passwordEndedStatus) {
      await turns.succeeded();
      return refuse(
        attempt,
        user,
        new LatchkeyError('unauthenticated', { says: messageFor('passwordEnded') }),
      );
    }
    if (!answer.ok || !user || user.disabledAt) {
      return refuse(
        attempt,
        user,
        new LatchkeyError('unauthenticated', { says: messageFor('signInRefused') }),
      );
    }
    await turns.succeeded();
    const { token } = sessionMadeSchema.parse(await answer.clone().json());
    const caller = callerOfUser(user);
    await renewHash(user.id, password);
    const isIn = await transaction(async (tx) => {
      if (!(await isPasswordSince(tx, user.id, setAt))) return false;
      await noteSignIn(tx, user.id);
      await recordEvent(tx, {
        caller,
        verb: 'user.signed_in',
        subject: { kind: 'user', id: user.id, label: user.email },
      });
      return true;
    });
    if (!isIn) {
      // Another password was set while this one was compared, which ended the sessions that there were.
      await database().session.deleteMany({ where: { userId: user.id, token } });
      return refuse(
        attempt,
        user,
        new LatchkeyError('unauthenticated', { says: messageFor('signInRefused') }),
      );
    }
    return { caller, setCookies: [rememberBrowser(headers, email), ...answer.headers.getSetCookie()] };
  },
});

/** Ends the session of these headers. Returns the `Set-Cookie` lines that take the cookie away. */
export async function signOut({ headers }: { headers: Headers }): Promise<{ setCookies: string[] }> {
  const caller = await callerOfHeaders(headers);
  const answer = await (await auth()).api.signOut({ headers, asResponse: true });
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

/** What better-auth answers when it made a session. */
const sessionMadeSchema = z.object({ token: z.string() });

function findUser(email: string) {
  return database().user.findUnique({
    where: { email },
    include: {
      projects: { select: { projectId: true } },
      accounts: { where: { providerId: 'credential' }, select: { updatedAt: true } },
    },
  });
}

/** Counts a refusal and throws it. What was typed may be a password in the wrong box: only addresses of people are written. */
async function refuse(
  { email, peer }: SignInTry,
  user: { email: string } | null | undefined,
  error: unknown,
): Promise<never> {
  if (!isLatchkeyError(error) || error.code !== 'unauthenticated') throw error;
  const label = user
    ? email
    : user === null
      ? 'an address that nobody has'
      : 'an address that was not looked up';
  await countRefusal({
    verb: 'user.sign_in_refused',
    subject: { kind: 'user', id: keyedHash(keyring(), 'sign-in-refused', label), label },
    peer,
    isPaused: error.retryAfterMs !== undefined,
  });
  throw error;
}
