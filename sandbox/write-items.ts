import { writableVault } from './access';
import { timestamp } from './account';
import { isObject, type JsonObject, numberOf, objectOf, readJson, textOf } from './json';
import type { Item, Vault } from './model';
import { Refusal } from './refusal';
import type { Call } from './route';
import { open } from './seal';
import { touchVault } from './vaults';

/** Creates, changes, archives and deletes items, all or none; 409 when the caller's copy is old. */
export function writeItems(call: Call): string {
  const vault = writableVault(call, call.ids[0] ?? '');
  if (Number(call.ids[1]) !== vault.contentVersion)
    throw new Refusal(409, 'The vault has changed meanwhile.');
  if (!Array.isArray(call.body)) throw new Refusal(400, 'The body must be a list.');
  const records = call.body.map((record: unknown) => checkedRecord(vault, objectOf(record, 'A record')));
  const updatedItems = Object.fromEntries(records.map((record) => [record.id, record.version]));
  const updatedAt = timestamp(call.service.account);
  for (const record of records) keepRecord(vault, record, updatedAt);
  touchVault(call.service.account, vault);
  return JSON.stringify({ contentVersion: vault.contentVersion, updatedItems, failedItems: {} });
}

type WrittenItem = Pick<Item, 'id' | 'templateNumber' | 'version' | 'overview' | 'details'> & {
  trashed: string;
};

function checkedRecord(vault: Vault, record: JsonObject): WrittenItem {
  const id = textOf(record, 'uuid');
  const base = numberOf(record, 'itemVersion');
  if (base !== (vault.items.get(id)?.version ?? 0)) throw new Refusal(409, 'The item has changed meanwhile.');
  if (record.encryptedBy !== vault.key.kid) throw new Refusal(400, 'The item is sealed with another key.');
  return {
    id,
    templateNumber: textOf(record, 'templateUuid'),
    trashed: textOf(record, 'trashed'),
    version: base + 1,
    overview: opened(vault, record.encOverview),
    details: opened(vault, record.encDetails),
  };
}

function keepRecord(vault: Vault, record: WrittenItem, updatedAt: string): void {
  const { trashed, ...written } = record;
  if (trashed === 'D') {
    vault.items.delete(record.id);
    return;
  }
  const createdAt = vault.items.get(record.id)?.createdAt ?? updatedAt;
  const state = trashed === 'Y' ? 'archived' : 'active';
  vault.items.set(record.id, { ...written, createdAt, updatedAt, state, cache: {} });
}

function opened(vault: Vault, envelope: unknown): JsonObject {
  const plaintext = readJson(open(vault.key, envelope));
  if (!isObject(plaintext)) throw new Refusal(400, 'The plaintext must be an object.');
  return plaintext;
}
