import { mark } from '@/lib/crypto/mark';
import { keyring } from '@/lib/platform/keyring';
import type { Spender } from '@/lib/quota/ledger';

const sharedHost = /^https:\/\/my\.1password\./;

/**
 * Whose quota a credential spends. 1Password counts by token and by account; a token names its account only by its
 * sign-in address, and at my.1password.* many accounts share one, so there each service account counts for itself.
 */
export function spenderOf(credential: {
  credentialMark: string;
  signInAddress: string;
  serviceAccount: string;
}): Spender {
  const { signInAddress, serviceAccount } = credential;
  const own = sharedHost.test(signInAddress) ? serviceAccount : '';
  return {
    tokenMark: credential.credentialMark,
    accountMark: mark(keyring(), 'account', signInAddress, own),
  };
}
