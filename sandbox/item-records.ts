import type { Account, Item, RawPlaintext, Vault } from './model';
import { seal } from './seal';

/** The item as lists show it, as JSON text. Kept until the item changes. */
export function overviewRecord(account: Account, vault: Vault, item: Item): string {
  item.cache.overview ??= `${head(account, vault, item)},"encOverview":${sealed(vault, item.raw?.overview, item.overview)}}`;
  return item.cache.overview;
}

/** The item with its details, as JSON text. Kept until the item changes. */
export function fullRecord(account: Account, vault: Vault, item: Item): string {
  const overview = overviewRecord(account, vault, item).slice(0, -1);
  item.cache.full ??= `${overview},"encDetails":${sealed(vault, item.raw?.details, item.details)}}`;
  return item.cache.full;
}

// Ids, dates and numbers need no escaping; ten thousand of these make one answer.
function head(account: Account, vault: Vault, item: Item): string {
  return (
    `{"uuid":"${item.id}","templateUuid":"${item.templateNumber}","trashed":"${item.state === 'active' ? 'N' : 'Y'}",` +
    `"createdAt":"${item.createdAt}","updatedAt":"${item.updatedAt}","changerUuid":"${account.ownerUuid}",` +
    `"itemVersion":${item.version},"encryptedBy":"${vault.key.kid}","faveIndex":0,"packageUuid":""`
  );
}

function sealed(vault: Vault, raw: RawPlaintext | undefined, plaintext: unknown): string {
  if (raw === undefined) return seal(vault.key, JSON.stringify(plaintext));
  return seal(vault.key, 'text' in raw ? raw.text : Buffer.from(raw.base64, 'base64'));
}
