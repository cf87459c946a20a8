import { hash, randomBytes } from 'node:crypto';

/** SHA-256 of a key, in hex. Keys have 256 random bits, so a fast hash is enough (and workloads pay it each call). */
export function hashApiKey(key: string): string {
  return hash('sha256', key, 'hex');
}

/** A new key: `lk_` and 32 random bytes in base64url. */
export function makeApiKey(): string {
  return `lk_${randomBytes(32).toString('base64url')}`;
}

/** What of a key is shown so that people can tell keys apart: `lk_` and four characters. */
export function apiKeyPrefix(key: string): string {
  return key.slice(0, 7);
}

/** Whether a text has the form of a key: `lk_` and at least 32 url-safe characters. */
export function looksLikeApiKey(text: string): boolean {
  return /^lk_[A-Za-z0-9_-]{32,200}$/.test(text);
}
