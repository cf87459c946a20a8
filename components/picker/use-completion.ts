'use client';

import { useMemo } from 'react';
import type { ReferenceGrammar } from '@/lib/kernel/locator';
import type { ManagerView } from '@/lib/managers/schema';
import { grammarIn, namesOf, partsOf } from '@/lib/providers/references';
import type { SearchAnswer } from '@/lib/secrets/schema';
import type { Member, Top } from './binding';
import {
  type Completion,
  itemCompletions,
  memberCompletions,
  type TopPlace,
  topCompletions,
} from './completion';
import { isListedField, listedItem } from './listed';
import type { Recognised } from './recognise';
import type { FoundItem } from './search';
import { type TopsListing, useItems, useMembers } from './use-browse';

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
  tops: readonly TopsListing[];
  /** Vaults that are listed elsewhere. */
  answer: SearchAnswer | undefined;
}

const none: Completions = { options: [], isLoading: false, isKnown: false, isListed: false };
const noTops: readonly Top[] = [];

/**
 * What a reference that is being typed may go on with, level by level: vaults, then items, then fields. A vault, or an item, is listed
 * once its name is whole, as if it had been opened; letters in between ask for nothing.
 */
export function useCompletions({ recognised, isWhole, managers, tops, answer }: Typed): Completions {
  const isTyped = recognised.kind === 'begun' || (recognised.kind === 'reference' && !isWhole);
  const text = isTyped ? recognised.text : '';
  const grammar = grammarIn(text);
  const parts = isTyped ? partsOf(text) : [];
  const [first = '', second = ''] = parts;
  const places = grammar ? placesOf(grammar, managers, tops, answer) : [];
  const at = parts.length > 1 ? places.find(({ top }) => isCalled(first, top)) : undefined;
  const hasItems = (grammar?.levels.length ?? 0) > 2;
  const top = hasItems ? at?.top : undefined;
  const listed = useMemo(() => (top ? [{ ...top, itemCount: 0 }] : noTops), [top]);
  const items = useItems(at?.manager.id ?? '', listed);
  const names = { vault: first, item: second, field: '' };
  const item = at && hasItems && parts.length > 2 ? listedItem(items.data ?? [], names, text) : undefined;
  const path = at && (hasItems ? item && [at.top.id, item.id] : [at.top.id]);
  const members = useMembers(path && at && { managerId: at.manager.id, scheme: at.grammar.scheme, path });
  if (!isTyped) return none;
  const isListed =
    recognised.kind === 'reference' &&
    isListedField(members.data?.items ?? [], namesOf(recognised.reference));
  const isLoading = at ? (hasItems && items.isLoading) || (path !== undefined && members.isLoading) : false;
  // What is whole and there is looked up; it needs no completion.
  const isKnown = places.length > 0 && !isLoading && !items.problem && !members.problem;
  if (isListed) return { options: [], isLoading, isKnown, isListed };
  const holder = members.data && { title: item?.title ?? '', members: members.data.items };
  const options = optionsFor({ parts, places, at, items: items.data, holder });
  return { options, isLoading, isKnown, isListed };
}

function optionsFor({
  parts,
  places,
  at,
  items,
  holder,
}: {
  parts: readonly string[];
  places: readonly TopPlace[];
  at: TopPlace | undefined;
  items: readonly FoundItem[] | undefined;
  holder: { title: string; members: readonly Member[] } | undefined;
}): Completion[] {
  if (parts.length === 1) return topCompletions(parts[0] ?? '', places);
  if (!at) return [];
  if (parts.length < at.grammar.levels.length) return itemCompletions(parts, at, items ?? []);
  return holder ? memberCompletions(parts, at, holder) : [];
}

function placesOf(
  grammar: ReferenceGrammar,
  managers: readonly ManagerView[],
  tops: readonly TopsListing[],
  answer: SearchAnswer | undefined,
): TopPlace[] {
  return managers.flatMap((manager) => {
    const tree = tops.find(({ managerId, scheme }) => managerId === manager.id && scheme === grammar.scheme);
    const found = (answer?.hits ?? [])
      .filter(({ kind, secretManagerId }) => kind === grammar.levels[0] && secretManagerId === manager.id)
      .map(({ vaultId, titles }) => ({ id: vaultId, title: titles.vault }));
    return (tree?.listing.data ?? found).map((top) => ({ manager, grammar, top }));
  });
}

function isCalled(name: string, { id, title }: { id: string; title: string }): boolean {
  return name === id || name.toLowerCase() === title.toLowerCase();
}
