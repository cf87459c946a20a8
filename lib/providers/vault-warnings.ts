import type { Message } from '@/lib/kernel/message';
import type { AccountWarning } from './contract';

const manyVaults = 10;

/** What an admin should know of how many vaults a token sees, in the provider's own words. */
export function vaultWarnings(
  vaults: number,
  says: { none: Message; many(vaults: number): Message },
): AccountWarning[] {
  if (vaults === 0) return [{ code: 'sees_no_vault', says: says.none }];
  if (vaults > manyVaults) return [{ code: 'sees_many_vaults', says: says.many(vaults) }];
  return [];
}
