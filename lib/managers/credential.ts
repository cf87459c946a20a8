import { type SealContext, sealContext } from '@/lib/crypto/context';
import { seal } from '@/lib/crypto/envelope';
import { mark } from '@/lib/crypto/mark';
import { SecretValue } from '@/lib/kernel/secret-value';
import { keyring } from '@/lib/platform/keyring';

/** Where a secret manager's credential is sealed to. */
export function credentialContext(managerId: string): SealContext {
  return sealContext('secret_manager', managerId, 'sealed_credential');
}

/** The columns that hold a credential: sealed, and its mark, by which equal tokens are told without opening. */
export function credentialColumns(managerId: string, credential: SecretValue) {
  return {
    sealedCredential: seal(keyring(), credential, credentialContext(managerId)),
    credentialMark: credentialMark(credential),
  };
}

/** By this, equal tokens are told without opening one. */
export function credentialMark(credential: SecretValue): string {
  return mark(keyring(), 'credential', credential);
}

/** A pasted token: white space around it is dropped at once, the rest is the provider's to judge. */
export function pastedToken(text: string): SecretValue {
  return new SecretValue(text.trim());
}
