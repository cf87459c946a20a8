import { cookies, headers } from 'next/headers';
import { redirect } from 'next/navigation';
import type { Caller } from '@/lib/kernel/caller';
import { type Outcome, outcomeOf } from '@/lib/kernel/outcome';
import { askedPathHeader, ownPath } from '@/lib/kernel/own-path';
import { currentLanguage } from '@/lib/platform/language';
import { callerOfHeaders } from '@/lib/users/session';
import { isSetUp } from '@/lib/users/set-up';
import { logUnknown } from './unknown';

const signInPath = '/sign-in';
const setUpPath = '/set-up';

type RequestHeaders = Awaited<ReturnType<typeof headers>>;

// Next hands the same headers object to everything that renders one request: layout and page ask the session once.
const callers = new WeakMap<RequestHeaders, Promise<Caller | null>>();

/** The signed-in person who asks for this page; anybody else is sent to sign in, or to set up. */
export async function pageCaller(): Promise<Caller> {
  const caller = await visitor();
  if (caller) return caller;
  if (!(await isSetUp())) return redirect(setUpPath);
  const asked = ownPath((await headers()).get(askedPathHeader) ?? '');
  return redirect(asked === '/' ? signInPath : `${signInPath}?next=${encodeURIComponent(asked)}`);
}

/** The same without sending anybody anywhere: null when nobody is signed in. */
export async function visitor(): Promise<Caller | null> {
  const requested = await headers();
  const known = callers.get(requested);
  if (known) return known;
  const asked = callerOfHeaders(await withCookiesNow(requested));
  callers.set(requested, asked);
  return asked;
}

/** The headers of the request, with the cookies as they are after an action of the same request has signed in. */
async function withCookiesNow(requested: RequestHeaders): Promise<Headers> {
  const jar = await cookies();
  const now = new Headers(requested);
  if (jar.size > 0) now.set('cookie', jar.toString());
  return now;
}

/**
 * Runs a page's read. What it throws becomes a problem to show: nothing is thrown where Next would print it.
 * `name` says in the log which read it was.
 */
export async function pageRead<T>(name: string, read: () => Promise<T>): Promise<Outcome<T>> {
  return outcomeOf(read, (error) => logUnknown('page read failed', name, error), currentLanguage());
}
