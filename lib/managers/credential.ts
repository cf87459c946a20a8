import { type SealContext, sealContext } from '@/lib/crypto/context';
import { seal } from '@/lib/crypto/envelope';
import { keyedHash } from '@/lib/crypto/keyed-hash';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';

/** Where a secret manager's credential is sealed to: its row, at the revision that began with this credential. */
export function credentialContext(managerId: string, credentialRevision: number): SealContext {
  return sealContext('secret_manager', managerId, 'sealed_credential', credentialRevision);
}

/**
 * The columns that hold a credential: sealed, its revision, and its mark, by which equal tokens are told without opening.
 */
export function credentialColumns(managerId: string, credentialRevision: number, credential: SecretValue) {
  return {
    credentialRevision,
    sealedCredential: seal(keyring(), credential, credentialContext(managerId, credentialRevision)),
    credentialMark: credentialMark(credential),
  };
}

/** By this, equal tokens are told without opening one. */
export function credentialMark(credential: SecretValue): string {
  return keyedHash(keyring(), 'credential', credential);
}
