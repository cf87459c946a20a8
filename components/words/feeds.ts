import type { AccessKind } from '@/lib/kernel/access-kinds';
import { german } from './feeds.de';
import { inLanguages } from './languages';

const english = {
  ended: 'The change feed is not trusted any more',
  endedText:
    'A change was found that it had not told. Values are kept by the cache policy again. Find out in 1Password why events are missing, then turn trust on again.',
  see: 'See change feed',
  seeOf: (name: string) => `See the change feed of ${name}`,
  access: 'Access in the account',
  /** `vault`: its title; null where it is not known. */
  accessOf: (kind: AccessKind, vault: string | null) => accessTexts(vault)[kind],
};

function accessTexts(title: string | null): Record<AccessKind, string> {
  const vault = title ?? 'a vault';
  return {
    vault_access_granted: `Access to ${vault} was granted`,
    vault_access_changed: `Access to ${vault} was changed`,
    vault_access_revoked: `Access to ${vault} was taken away`,
    vault_deleted: `${title ?? 'A vault'} was deleted`,
    service_account_changed: 'A service account was changed',
    service_account_deleted: 'A service account was deleted',
    account_token_created: 'A service account token was created',
    account_token_changed: 'A service account token was changed',
    account_token_revoked: 'A service account token was revoked',
    account_token_expired: 'A service account token expired',
    account_token_deleted: 'A service account token was deleted',
  };
}

/** What several pages say of change feeds. */
export const feedWords = inLanguages({ en: english, de: german });
