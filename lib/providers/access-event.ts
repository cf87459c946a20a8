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

/** Something that was changed in who may read what. Whose access it is stays out: no ids and no names of people. */
export interface AccessEvent {
  /** Names the event: the same event told twice has the same. */
  id: string;
  kind: AccessKind;
  /** By the provider's clock, in milliseconds since the epoch; 0: it cannot be read. */
  atMs: number;
  /** Absent: it is of the account. */
  containerKey?: string;
}
