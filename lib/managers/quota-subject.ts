import { keyedHash } from '@/lib/crypto/keyed-hash';
import { keyring } from '@/lib/platform/keyring';
import { descriptorOf, isProviderId } from '@/lib/providers/descriptors';
import type { QuotaSubject } from '@/lib/quota/ledger';

/**
 * Whose quota a credential spends: its own, and that of its account, which is told apart by the address that it signs in to
 * and, where many accounts share that, by its own name.
 */
export function quotaSubjectOf(credential: {
  provider: string;
  credentialMark: string;
  signInAddress: string;
  serviceAccount: string;
}): QuotaSubject {
  const { provider, signInAddress, serviceAccount } = credential;
  const shared = isProviderId(provider) ? descriptorOf(provider).sharedAddresses : undefined;
  const own = shared?.test(signInAddress) ? serviceAccount : '';
  return {
    tokenMark: credential.credentialMark,
    accountMark: keyedHash(keyring(), 'account', signInAddress, own),
  };
}
