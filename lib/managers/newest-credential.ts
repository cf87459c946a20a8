import { isVersioned, open } from '@/lib/crypto/envelope';
import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { keyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';
import { highestSeen, isNewestSeen } from '@/lib/platform/seen-versions';
import { credentialContext } from './credential';

interface StoredCredential {
  id: string;
  credentialRevision: number;
  sealedCredential: Uint8Array;
}

/** Whether this process has seen no newer credential of this secret manager. */
export function isNewest(row: StoredCredential): boolean {
  if (!opens(row)) return true;
  return isNewestSeen('secret_manager', row.id, BigInt(row.credentialRevision));
}

/** The failure to answer with when a credential is older than one that was seen. Told in the log. */
export function olderCredential(managerId: string): LatchkeyError {
  log.error('managers.older-credential', { managerId });
  return new LatchkeyError('internal', { inside: 'a credential is older than one that was seen' });
}

/** The revision that follows, greater also than what this process has seen: a new token ends the refusal of an older one. */
export function revisionAfter(managerId: string, credentialRevision: number): number {
  return Math.max(credentialRevision, Number(highestSeen('secret_manager', managerId) ?? 0n)) + 1;
}

/** Only a revision that the envelope proves is noted. One that does not open fails where it is used. */
function opens({ id, credentialRevision, sealedCredential }: StoredCredential): boolean {
  if (!isVersioned(sealedCredential)) return false;
  try {
    return !!open(keyring(), sealedCredential, credentialContext(id, credentialRevision));
  } catch (error) {
    if (isLatchkeyError(error)) return false;
    throw error;
  }
}
