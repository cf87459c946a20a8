import { randomBytes } from 'node:crypto';
import { tell, timestamp } from './account';
import { newId } from './ids';
import { isObject } from './json';
import type { Account, Vault } from './model';
import { Refusal } from './refusal';
import { seal } from './seal';

/** A vault to be made. `attributes` replaces the plaintext that the client reads, to make odd ones. */
export type VaultInput = { name: string; description?: string; id?: string; attributes?: unknown };

/** Makes an empty vault and answers its id. Nobody may read it before it is granted. */
export function createVault(account: Account, input: VaultInput): { id: string } {
  const id = input.id ?? newId();
  if (account.vaults.has(id)) throw new Refusal(409, `There is a vault ${id} already.`);
  const createdAt = timestamp(account);
  account.vaults.set(id, {
    id,
    key: { kid: newId(), bytes: randomBytes(32) },
    createdAt,
    updatedAt: createdAt,
    attributes: input.attributes ?? attributesOf(input.name, input.description ?? ''),
    attrVersion: 1,
    contentVersion: 1,
    items: new Map(),
    cache: {},
  });
  account.changed();
  return { id };
}

/** Gives a vault another name. */
export function renameVault(account: Account, input: { vault: string; name: string }): void {
  const vault = vaultOf(account, input.vault);
  vault.attributes = { ...(isObject(vault.attributes) ? vault.attributes : {}), name: input.name };
  vault.attrVersion += 1;
  vault.updatedAt = timestamp(account);
  vault.cache = {};
  account.changed();
}

/** Removes a vault with its items and files, and from every service account. */
export function deleteVault(account: Account, input: { vault: string }): void {
  const vault = vaultOf(account, input.vault);
  account.vaults.delete(vault.id);
  for (const [id, file] of account.files) if (file.vaultId === vault.id) account.files.delete(id);
  for (const serviceAccount of account.serviceAccounts.values()) serviceAccount.grants.delete(vault.id);
  account.changed();
  tell(account, { kind: 'vault-deleted', vault: vault.id });
}

/** The vault of an id; refuses with 404. */
export function vaultOf(account: Account, id: string): Vault {
  const vault = account.vaults.get(id);
  if (vault === undefined) throw new Refusal(404, `There is no vault ${id}.`);
  return vault;
}

/** The vault of an id or, for people at a command line, of a name. */
export function findVault(account: Account, idOrName: string): Vault {
  const named = [...account.vaults.values()].find((vault) => vaultName(vault) === idOrName);
  return account.vaults.get(idOrName) ?? named ?? vaultOf(account, idOrName);
}

/** A vault's name, or "" when its attributes are odd. */
export function vaultName(vault: Vault): string {
  const { attributes } = vault;
  return isObject(attributes) && typeof attributes.name === 'string' ? attributes.name : '';
}

/** Notes that the items of a vault changed. */
export function touchVault(account: Account, vault: Vault): void {
  vault.contentVersion += 1;
  vault.updatedAt = timestamp(account);
  delete vault.cache.overviews;
  account.changed();
}

/** The vault's attributes, sealed under its key. */
export function sealedAttributes(vault: Vault): string {
  vault.cache.attributes ??= seal(vault.key, JSON.stringify(vault.attributes));
  return vault.cache.attributes;
}

function attributesOf(name: string, description: string): unknown {
  return { name, desc: description, avatar: '', type: 'U' };
}
