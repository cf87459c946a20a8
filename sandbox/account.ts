import { newUpperId } from './ids';
import { newKeyPair } from './key-pair';
import type { Account, Happening } from './model';

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
    watchers: new Set(),
  };
}

/** The present time as it is written in answers. */
export function timestamp(account: Account): string {
  return new Date(account.now()).toISOString();
}

/** Tells whoever watches the account what happened. */
export function tell(account: Account, happening: Happening): void {
  for (const watcher of account.watchers) watcher(happening);
}
