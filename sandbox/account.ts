import type { StoredFile } from './files';
import { newUpperId } from './ids';
import { type KeyPair, newKeyPair } from './key-pair';
import type { ServiceAccount } from './service-accounts';
import type { Vault } from './vaults';

/** Everything that the sandbox's one account holds. */
export type Account = {
  readonly uuid: string;
  /** The person who is told to have made and changed everything. */
  readonly ownerUuid: string;
  readonly keyPair: KeyPair;
  readonly vaults: Map<string, Vault>;
  readonly files: Map<string, StoredFile>;
  /** By the user id of each. */
  readonly serviceAccounts: Map<string, ServiceAccount>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called after every change, so that it can be saved. */
  changed: () => void;
};

/** An empty account with a new key pair. */
export async function newAccount(now: () => number): Promise<Account> {
  return accountOf({ uuid: newUpperId(), ownerUuid: newUpperId(), keyPair: await newKeyPair() }, now);
}

/** An account with known ids and key pair, and nothing in it yet. */
export function accountOf(
  identity: Pick<Account, 'uuid' | 'ownerUuid' | 'keyPair'>,
  now: () => number,
): Account {
  return {
    ...identity,
    vaults: new Map(),
    files: new Map(),
    serviceAccounts: new Map(),
    now,
    changed: () => undefined,
  };
}

/** The present time as it is written in answers. */
export function timestamp(account: Account): string {
  return new Date(account.now()).toISOString();
}
