import { tell, timestamp } from './account';
import { type Category, templateNumbers } from './categories';
import { detailsOf, type ItemContent, overviewOf } from './details';
import { encryptFile, type KeepFile } from './files';
import { newId } from './ids';
import { isObject } from './json';
import type { Account, Item, RawContent, Vault } from './model';
import { Refusal } from './refusal';
import { touchVault, vaultOf } from './vaults';

/**
 * An item to be made, a Login unless told. `overview` and `details` replace the plaintexts that the client reads, to
 * make odd ones.
 */
export type ItemInput = ItemContent & {
  vault: string;
  title: string;
  category?: Category;
  id?: string;
  archived?: true;
  overview?: unknown;
  details?: unknown;
  raw?: RawContent;
};

/** Which item is meant. */
export type ItemAddress = { vault: string; item: string };

/** Makes an item and answers its id. */
export function createItem(account: Account, input: ItemInput): { id: string } {
  const vault = vaultOf(account, input.vault);
  const id = input.id ?? newId();
  if (vault.items.has(id)) throw new Refusal(409, `There is an item ${id} already.`);
  const category = input.category ?? 'Login';
  const createdAt = timestamp(account);
  vault.items.set(id, {
    id,
    templateNumber: templateNumbers[category],
    createdAt,
    updatedAt: createdAt,
    state: input.archived ? 'archived' : 'active',
    version: 1,
    overview: input.overview ?? overviewOf(input.title, input),
    details: input.details ?? detailsOf(category, input, keepFileIn(account, vault)),
    ...(input.raw === undefined ? {} : { raw: input.raw }),
    cache: {},
  });
  touchVault(account, vault);
  tell(account, { kind: 'item-created', vault: vault.id, item: id, version: 1 });
  return { id };
}

/** Gives an item another title. */
export function renameItem(account: Account, input: ItemAddress & { title: string }): void {
  const { vault, item } = itemOf(account, input);
  item.overview = { ...(isObject(item.overview) ? item.overview : {}), title: input.title };
  delete item.raw?.overview;
  touchItem(account, vault, item);
}

/** Replaces an item's plaintexts by others that are sealed as they stand; those that are not told stay. */
export function setRawContent(account: Account, input: ItemAddress & RawContent): void {
  const { vault, item } = itemOf(account, input);
  const { vault: _, item: __, ...raw } = input;
  item.raw = { ...item.raw, ...raw };
  touchItem(account, vault, item);
}

/** Archives an item: names no longer find it, its id says that it is not active. */
export function archiveItem(account: Account, input: ItemAddress): void {
  const { vault, item } = itemOf(account, input);
  item.state = 'archived';
  touchItem(account, vault, item);
}

/** Takes an item back from the archive. */
export function restoreItem(account: Account, input: ItemAddress): void {
  const { vault, item } = itemOf(account, input);
  item.state = 'active';
  touchItem(account, vault, item);
}

/** Deletes an item for good. */
export function deleteItem(account: Account, input: ItemAddress): void {
  const { vault, item } = itemOf(account, input);
  vault.items.delete(item.id);
  touchVault(account, vault);
  tell(account, { kind: 'items-changed', vault: vault.id });
}

/** Moves an item to another vault, where it gets a new id, as in the service. Answers that id. */
export function moveItem(account: Account, input: ItemAddress & { toVault: string }): { id: string } {
  const { vault, item } = itemOf(account, input);
  const target = vaultOf(account, input.toVault);
  const id = newId();
  target.items.set(id, { ...item, id, version: 1, cache: {} });
  vault.items.delete(item.id);
  for (const file of filesNamedIn(item.details)) {
    const stored = account.files.get(file);
    if (stored !== undefined) stored.vaultId = target.id;
  }
  touchVault(account, vault);
  touchVault(account, target);
  tell(account, { kind: 'items-changed', vault: vault.id });
  tell(account, { kind: 'item-created', vault: target.id, item: id, version: 1 });
  return { id };
}

/** The item of an address with its vault; refuses with 404. */
export function itemOf(account: Account, address: ItemAddress): { vault: Vault; item: Item } {
  const vault = vaultOf(account, address.vault);
  const item = vault.items.get(address.item);
  if (item === undefined) throw new Refusal(404, `There is no item ${address.item} in the vault.`);
  return { vault, item };
}

/** The address of the item of an id or, for people at a command line, of a title; 409 when several have it. */
export function findItem(account: Account, vaultId: string, idOrTitle: string): ItemAddress {
  const vault = vaultOf(account, vaultId);
  const titled = [...vault.items.values()].filter((item) => itemTitle(item) === idOrTitle);
  if (vault.items.has(idOrTitle) || titled.length === 0) {
    return { vault: vault.id, item: itemOf(account, { vault: vault.id, item: idOrTitle }).item.id };
  }
  const [item, other] = titled;
  if (item === undefined || other !== undefined)
    throw new Refusal(409, `Several items are called ${idOrTitle}.`);
  return { vault: vault.id, item: item.id };
}

/** An item's title, or "" when its overview is odd. */
export function itemTitle(item: Item): string {
  return isObject(item.overview) && typeof item.overview.title === 'string' ? item.overview.title : '';
}

/** Notes that an item changed. */
export function touchItem(account: Account, vault: Vault, item: Item): void {
  item.version += 1;
  item.updatedAt = timestamp(account);
  item.cache = {};
  touchVault(account, vault);
  tell(account, { kind: 'item-updated', vault: vault.id, item: item.id, version: item.version });
}

/** Keeps files for the items of a vault. */
export function keepFileIn(account: Account, vault: Vault): KeepFile {
  return (file) =>
    encryptFile(file, (documentId, blob) => account.files.set(documentId, { vaultId: vault.id, blob }));
}

function filesNamedIn(details: unknown): string[] {
  return [...JSON.stringify(details).matchAll(/"documentId":"([a-z2-7]{26})"/g)].flatMap(
    (match) => match[1] ?? [],
  );
}
