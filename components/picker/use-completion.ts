'use client';

import { useMemo } from 'react';
import type { ManagerView } from '@/lib/managers/schema';
import { namesOf, partsOf } from '@/lib/providers/references';
import type { SearchAnswer } from '@/lib/secrets/schema';
import type { ItemField, Vault } from './binding';
import {
  type Completion,
  fieldCompletions,
  itemCompletions,
  type VaultPlace,
  vaultCompletions,
} from './completion';
import { isListedField, listedItem } from './listed';
import type { Recognised } from './recognise';
import type { FoundItem } from './search';
import { type Listing, useFields, useItems } from './use-browse';

export interface Completions {
  options: readonly Completion[];
  isLoading: boolean;
  /** Everything that it could go on with is listed. */
  isKnown: boolean;
  /** What is typed is a field that is listed: to look it up costs nothing. */
  isListed: boolean;
}

interface Typed {
  recognised: Recognised;
  /** It came whole into the box: there is nothing to go on with. */
  isWhole: boolean;
  /** The present one first. */
  managers: readonly ManagerView[];
  vaults: ReadonlyMap<string, Listing<readonly Vault[]>>;
  /** Vaults that are listed elsewhere. */
  answer: SearchAnswer | undefined;
}

const none: Completions = { options: [], isLoading: false, isKnown: false, isListed: false };
const noVaults: readonly Vault[] = [];

/**
 * What a reference that is being typed may go on with: vaults, then items, then fields. A vault, or an item, is listed once its
 * name is whole, as if it had been opened; letters in between ask for nothing.
 */
export function useCompletions({ recognised, isWhole, managers, vaults, answer }: Typed): Completions {
  const isTyped = recognised.kind === 'begun' || (recognised.kind === 'reference' && !isWhole);
  const parts = isTyped ? partsOf(recognised.text) : [];
  const [first = '', second = ''] = parts;
  const places = isTyped ? placesOf(managers, vaults, answer) : [];
  const at = parts.length > 1 ? places.find(({ vault }) => isCalled(first, vault)) : undefined;
  const vault = at?.vault;
  const listed = useMemo(() => (vault ? [{ ...vault, itemCount: 0 }] : noVaults), [vault]);
  const items = useItems(at?.manager.id ?? '', listed);
  const names = { vault: first, item: second, field: '' };
  const item =
    at && parts.length > 2 ? listedItem(items.data ?? [], names, isTyped ? recognised.text : '') : undefined;
  const fields = useFields(item && at && { managerId: at.manager.id, vaultId: at.vault.id, itemId: item.id });
  if (!isTyped) return none;
  const isListed =
    recognised.kind === 'reference' && isListedField(fields.data?.items ?? [], namesOf(recognised.reference));
  const isLoading = at ? items.isLoading || (item !== undefined && fields.isLoading) : false;
  // What is whole and there is looked up; it needs no completion.
  const isKnown = places.length > 0 && !isLoading && !items.problem && !fields.problem;
  if (isListed) return { options: [], isLoading, isKnown, isListed };
  const options = optionsFor({ parts, places, at, items: items.data, item, fields: fields.data?.items });
  return { options, isLoading, isKnown, isListed };
}

function optionsFor({
  parts,
  places,
  at,
  items,
  item,
  fields,
}: {
  parts: readonly string[];
  places: readonly VaultPlace[];
  at: VaultPlace | undefined;
  items: readonly FoundItem[] | undefined;
  item: FoundItem | undefined;
  fields: readonly ItemField[] | undefined;
}): Completion[] {
  if (parts.length === 1) return vaultCompletions(parts[0] ?? '', places);
  if (!at) return [];
  if (parts.length === 2) return itemCompletions(parts, at, items ?? []);
  return item && fields ? fieldCompletions(parts, at, { title: item.title, fields }) : [];
}

function placesOf(
  managers: readonly ManagerView[],
  vaults: ReadonlyMap<string, Listing<readonly Vault[]>>,
  answer: SearchAnswer | undefined,
): VaultPlace[] {
  return managers.flatMap((manager) => {
    const listed = vaults.get(manager.id)?.data;
    const found = (answer?.hits ?? [])
      .filter(({ kind, secretManagerId }) => kind === 'vault' && secretManagerId === manager.id)
      .map(({ vaultId, titles }) => ({ id: vaultId, title: titles.vault }));
    return (listed ?? found).map((vault) => ({ manager, vault }));
  });
}

function isCalled(name: string, { id, title }: { id: string; title: string }): boolean {
  return name === id || name.toLowerCase() === title.toLowerCase();
}
