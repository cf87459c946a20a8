import { createHash } from 'node:crypto';

/** Begins the identifier of every link for a new password among what is to be verified. */
export const resetPrefix = 'latchkey-password:';

/** What is stored of a link: its SHA-256. A link has 256 random bits, so a fast hash is enough. */
export function resetIdentifier(link: string): string {
  return `${resetPrefix}${createHash('sha256').update(link).digest('hex')}`;
}
