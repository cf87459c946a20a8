import { isObject } from '../json';
import type { Vault } from '../model';
import { vaultName } from '../vaults';
import { textIn } from './content';

/** A vault as Connect shows it. */
export type ConnectVault = {
  id: string;
  name: string;
  description: string;
  attributeVersion: number;
  /** Grows with every change of an item. */
  contentVersion: number;
  /** How many items there are, without archived ones. */
  items: number;
  type: 'USER_CREATED' | 'PERSONAL' | 'EVERYONE';
  createdAt: string;
  updatedAt: string;
};

/** The vault as Connect shows it. Odd attributes give an empty name and description. */
export function presentVault(vault: Vault): ConnectVault {
  const attributes = isObject(vault.attributes) ? vault.attributes : {};
  return {
    id: vault.id,
    name: vaultName(vault),
    description: textIn(attributes.desc),
    attributeVersion: vault.attrVersion,
    contentVersion: vault.contentVersion,
    items: [...vault.items.values()].filter(({ state }) => state === 'active').length,
    type: typeOf(attributes.type),
    createdAt: vault.createdAt,
    updatedAt: vault.updatedAt,
  };
}

function typeOf(letter: unknown): ConnectVault['type'] {
  if (letter === 'P') return 'PERSONAL';
  return letter === 'E' ? 'EVERYONE' : 'USER_CREATED';
}
