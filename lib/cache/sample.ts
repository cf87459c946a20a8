import { keyedHash } from '@/lib/crypto/keyed-hash';
import { keyring } from '@/lib/platform/keyring';

/** Of so many refreshes that the policy alone would have made, one is made although a feed is trusted. */
export const sampleOneOf = 100;
// A round is no shorter, so that a look in every minute meets each.
const shortestRoundMs = 60_000;

/**
 * Whether what has this name is looked at in the round of `nowMs`. A round lasts as long as the policy waits between two
 * refreshes (`everyMs`); each name has its turn once in every hundred of them, which its keyed hash spreads.
 */
export function isInSample(name: string, everyMs: number, nowMs: number): boolean {
  const round = Math.floor(nowMs / Math.max(everyMs, shortestRoundMs));
  return (slotOf(name) + round) % sampleOneOf === 0;
}

function slotOf(name: string): number {
  return Buffer.from(keyedHash(keyring(), 'trust-sample', name), 'base64url').readUInt32BE(0) % sampleOneOf;
}
