import type { Item } from '@1password/sdk';
import type { ProviderFailure } from '@/lib/providers/provider-failure';

/** An item of a vault, by ids. */
export interface ItemPlace {
  vaultId: string;
  itemId: string;
}

/** Takes the items asked for, or why one could not be had, by `keyOfPlace`. */
export interface ItemReadings {
  has(key: string): boolean;
  set(key: string, reading: Item | ProviderFailure): void;
}

export function keyOfPlace({ vaultId, itemId }: ItemPlace): string {
  return `${vaultId}/${itemId}`;
}
