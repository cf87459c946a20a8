import { cookies, headers } from 'next/headers';
import type { SignInInput } from '@/lib/users/schema';
import { signIn, signOut } from '@/lib/users/sign-in';

/** Signs in and gives the browser its session cookie. Server actions only. Throws what `signIn` throws. */
export async function startSession(input: SignInInput): Promise<void> {
  const { setCookies } = await signIn({ input, headers: new Headers(await headers()) });
  await sendCookies(setCookies);
}

/** Ends the session of the browser that asks and takes its cookie away. Server actions only. */
export async function endSession(): Promise<void> {
  const { setCookies } = await signOut({ headers: new Headers(await headers()) });
  await sendCookies(setCookies);
}

async function sendCookies(lines: readonly string[]): Promise<void> {
  const jar = await cookies();
  for (const line of lines) {
    const { name, value, ...attributes } = parseSetCookie(line);
    jar.set(name, value, attributes);
  }
}

interface SetCookie {
  name: string;
  value: string;
  path?: string;
  maxAge?: number;
  httpOnly?: boolean;
  secure?: boolean;
  sameSite?: 'lax' | 'strict' | 'none';
}

/** Takes a `Set-Cookie` line apart (RFC 6265, 5.2). The value is decoded: Next encodes it again. */
export function parseSetCookie(line: string): SetCookie {
  const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
  const cookie: SetCookie = { name: before(pair), value: decodeURIComponent(after(pair)) };
  for (const attribute of attributes) {
    switch (before(attribute).toLowerCase()) {
      case 'path':
        cookie.path = after(attribute);
        break;
      case 'max-age':
        cookie.maxAge = Number(after(attribute));
        break;
      case 'httponly':
        cookie.httpOnly = true;
        break;
      case 'secure':
        cookie.secure = true;
        break;
      case 'samesite':
        cookie.sameSite = sameSites.find((known) => known === after(attribute).toLowerCase()) ?? 'lax';
        break;
    }
  }
  return cookie;
}

const sameSites = ['lax', 'strict', 'none'] as const;

function before(text: string): string {
  const at = text.indexOf('=');
  return at < 0 ? text : text.slice(0, at);
}

function after(text: string): string {
  const at = text.indexOf('=');
  return at < 0 ? '' : text.slice(at + 1);
}
