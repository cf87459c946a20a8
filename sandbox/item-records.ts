import type { Account } from './account';
import type { Item } from './items';
import { seal } from './seal';
import type { Vault } from './vaults';

/** The item as lists show it, as JSON text. Kept until the item changes. */
export function overviewRecord(account: Account, vault: Vault, item: Item): string {
  item.cache.overview ??= `${head(account, vault, item)},"encOverview":${sealed(vault, item.overview)}}`;
  return item.cache.overview;
}

/** The item with its details, as JSON text. Kept until the item changes. */
export function fullRecord(account: Account, vault: Vault, item: Item): string {
  const overview = overviewRecord(account, vault, item).slice(0, -1);
  item.cache.full ??= `${overview},"encDetails":${sealed(vault, item.details)}}`;
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

function sealed(vault: Vault, plaintext: unknown): string {
  return seal(vault.key, JSON.stringify(plaintext));
}
