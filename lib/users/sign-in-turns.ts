import { keyedHash } from '@/lib/crypto/keyed-hash';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { keyring } from '@/lib/platform/keyring';
import { forgetTurns, giveTurnsBack, type Limit, takeTurns } from '@/lib/platform/limit';

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const slowly = { firstMs: 15_000, longestMs: 15 * minuteMs, forgottenAfterMs: dayMs };

/** Of a stranger: a browser that nobody signed in to this account from. The narrowest is the strictest. */
const ofPeerAndAccount: Limit = {
  name: 'sign-in-pair',
  turns: 5,
  windowMs: 10 * minuteMs,
  counted: 'kept',
  pauses: slowly,
};
const ofPeer: Limit = {
  name: 'sign-in-peer',
  turns: 30,
  windowMs: 10 * minuteMs,
  counted: 'kept',
  pauses: { ...slowly, longestMs: 5 * minuteMs },
};
/** Short, for whoever knows an address could keep its owner out by it. */
const ofAccount: Limit = {
  name: 'sign-in-account',
  turns: 10,
  windowMs: 10 * minuteMs,
  counted: 'kept',
  pauses: { firstMs: 5_000, longestMs: 5 * minuteMs, forgottenAfterMs: dayMs },
};
const ofAll: Limit = { name: 'sign-in-all', turns: 120, windowMs: minuteMs, counted: 'processes' };
/** Of a browser that is known for the account: what strangers do does not touch it. */
const ofBrowser: Limit = {
  name: 'sign-in-browser',
  turns: 10,
  windowMs: 10 * minuteMs,
  counted: 'kept',
  pauses: slowly,
};

/** One try to sign in. */
export interface SignInTry {
  /** In small letters. */
  email: string;
  /** Network of the client. */
  peer: string;
  /** Id of the browser, if it is known for this account. */
  browser?: string;
}

/** Turns that a try has taken. */
export interface SignInTurns {
  /** The password was right: nothing is counted. */
  succeeded(): Promise<void>;
  /** No password was compared: nothing is counted either. */
  undone(): Promise<void>;
}

type Turn = readonly [limit: Limit, key: string];

/** Takes a stranger's turn by peer, before anything is looked up; a known browser needs none. Throws `unauthenticated`. */
export async function takePeerTurn({ peer, browser }: SignInTry): Promise<readonly Turn[]> {
  if (browser !== undefined) return [];
  return takeEach([[ofPeer, peer]], []);
}

/**
 * Takes the other turns of a try before its password is compared. `passwordSetAtMs`: what was refused before the present
 * password was set does not count. Throws `unauthenticated` with a time to wait.
 */
export async function takeSignInTurns(
  { email, peer, browser }: SignInTry,
  passwordSetAtMs: number,
  taken: readonly Turn[],
): Promise<SignInTurns> {
  const setAt = String(passwordSetAtMs);
  const keyOf = (purpose: string, ...parts: string[]) =>
    keyedHash(keyring(), purpose, email, setAt, ...parts);
  const own: Turn =
    browser === undefined
      ? [ofPeerAndAccount, keyOf('sign-in-pair', peer)]
      : [ofBrowser, keyOf('sign-in-browser', browser)];
  const shared: Turn[] =
    browser === undefined
      ? [
          [ofAccount, keyOf('sign-in-account')],
          [ofAll, 'all'],
        ]
      : [];
  const turns = await takeEach([own, ...shared], taken);
  return {
    async succeeded() {
      await forgetTurns(...own);
      await giveBack(turns.filter((turn) => turn !== own));
    },
    undone: () => giveBack(turns),
  };
}

/** All of them or none: a try that is refused counts nowhere. */
async function takeEach(turns: readonly Turn[], before: readonly Turn[]): Promise<readonly Turn[]> {
  const taken = [...before];
  for (const turn of turns) {
    const { granted, retryAfterMs } = await takeTurns(...turn);
    if (granted === 0) {
      await giveBack(taken);
      const says = messageFor('signInAttempts', { seconds: Math.max(1, Math.ceil(retryAfterMs / 1_000)) });
      throw new LatchkeyError('unauthenticated', { says, retryAfterMs });
    }
    taken.push(turn);
  }
  return taken;
}

async function giveBack(turns: readonly Turn[]): Promise<void> {
  for (const turn of turns) await giveTurnsBack(...turn);
}
