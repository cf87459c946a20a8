/** What an account tells of access: to a container, of its service accounts and of their tokens. Closed; a provider says which it is. */
export const accessKinds = [
  'vault_access_granted',
  'vault_access_changed',
  'vault_access_revoked',
  'vault_deleted',
  'service_account_changed',
  'service_account_deleted',
  'account_token_created',
  'account_token_changed',
  'account_token_revoked',
  'account_token_expired',
  'account_token_deleted',
] as const;
export type AccessKind = (typeof accessKinds)[number];
