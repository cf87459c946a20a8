import { keyedHash } from '@/lib/crypto/keyed-hash';
import { keyring } from '@/lib/platform/keyring';
import type { QuotaSubject } from '@/lib/quota/ledger';

const sharedHost = /^https:\/\/my\.1password\./;

/**
 * Whose quota a credential spends. 1Password counts by token and by account; a token names its account only by its
 * sign-in address, and at my.1password.* many accounts share one, so there each service account counts for itself.
 */
export function quotaSubjectOf(credential: {
  credentialMark: string;
  signInAddress: string;
  serviceAccount: string;
}): QuotaSubject {
  const { signInAddress, serviceAccount } = credential;
  const own = sharedHost.test(signInAddress) ? serviceAccount : '';
  return {
    tokenMark: credential.credentialMark,
    accountMark: keyedHash(keyring(), 'account', signInAddress, own),
  };
}
