import { randomBytes, timingSafeEqual } from 'node:crypto';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import { clock } from '@/lib/platform/clock';
import { env } from '@/lib/platform/env';
import { keyring } from '@/lib/platform/keyring';

const lifetimeSeconds = 180 * 86_400;
// Several people may share a browser; the latest ones stay known.
const mostPeople = 5;

/**
 * The browser that somebody signed in from before, by a signed cookie that names the account by a mark: no session, and no
 * right to anything but a budget of its own at sign-in. Returns the browser's own id; undefined: not known for this account.
 */
export function knownBrowser(headers: Headers, email: string): string | undefined {
  return tokensIn(headers).find((token) => isSigned(token, email))?.id;
}

/** The `Set-Cookie` line after which the browser is known for this account, under the id it had. */
export function rememberBrowser(headers: Headers, email: string): string {
  const id = knownBrowser(headers, email) ?? randomBytes(12).toString('base64url');
  const issuedAt = Math.floor(clock().now() / 1000).toString(36);
  const others = tokensIn(headers).filter((token) => token.id !== id);
  const tokens = [{ id, issuedAt, signature: signatureOf(id, issuedAt, email) }, ...others];
  const value = tokens
    .slice(0, mostPeople)
    .map((token) => `${token.id}.${token.issuedAt}.${token.signature}`)
    .join('~');
  const secure = isSecure() ? '; Secure' : '';
  return `${cookieName()}=${value}; Max-Age=${lifetimeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`;
}

interface Token {
  id: string;
  issuedAt: string;
  signature: string;
}

function tokensIn(headers: Headers): Token[] {
  const pairs = (headers.get('cookie') ?? '').split(';').map((pair) => pair.trim());
  const value =
    pairs.find((pair) => pair.startsWith(`${cookieName()}=`))?.slice(cookieName().length + 1) ?? '';
  return value
    .split('~')
    .slice(0, mostPeople)
    .flatMap((text) => {
      const [, id, issuedAt, signature] = /^([\w-]{16})\.([a-z0-9]{1,9})\.([\w-]{43})$/.exec(text) ?? [];
      return id && issuedAt && signature ? [{ id, issuedAt, signature }] : [];
    });
}

function isSigned({ id, issuedAt, signature }: Token, email: string): boolean {
  const ageSeconds = clock().now() / 1000 - Number.parseInt(issuedAt, 36);
  const right = signatureOf(id, issuedAt, email);
  return ageSeconds < lifetimeSeconds && timingSafeEqual(Buffer.from(signature), Buffer.from(right));
}

function signatureOf(id: string, issuedAt: string, email: string): string {
  return keyedHash(keyring(), 'known-browser', email, id, issuedAt);
}

function cookieName(): string {
  return `${isSecure() ? '__Host-' : ''}latchkey.browser`;
}

function isSecure(): boolean {
  return env().origin.startsWith('https:');
}
