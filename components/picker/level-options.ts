import { holdsAll, wordsOf } from '@/lib/kernel/fold';
import type { Level } from '@/lib/kernel/locator';
import { grammarOfScheme, levelsOf } from '@/lib/providers/references';
import type { SearchAnswer, SearchHit } from '@/lib/secrets/schema';
import type { Top } from './binding';
import type { Choice, ChoiceSection } from './choices';
import { type FoundItem, searchItems } from './search';

export type LevelOption =
  /** A container of a tree. */
  | { kind: 'top'; scheme: string; level: Level; top: Top }
  | { kind: 'item'; item: FoundItem }
  /** A field, or a vault or item of another secret manager or vault than the open one. */
  | { kind: 'hit'; hit: SearchHit }
  /** Lists more, which costs requests. */
  | { kind: 'read'; unread: SearchAnswer['unread'] }
  /** A container that is not listed, by the id that was pasted. */
  | { kind: 'by-id'; scheme: string; level: Level; id: string }
  /** What can be bound. */
  | { kind: 'choice'; choice: Choice };

/** Options that stand together, under a title if it has one. */
export interface OptionGroup {
  id: string;
  title: string;
  options: readonly LevelOption[];
}

// Each vault's listing costs requests: a service account that sees more vaults than this opens them one by one.
export const allVaultsLimit = 12;

/** The containers of a tree, as far as they are listed. */
export interface TreeTops {
  scheme: string;
  level: Level;
  tops: readonly Top[];
}

export interface Searched {
  /** The open tree. */
  tree: TreeTops;
  /** Those beside it, which are found by a search. */
  others: readonly TreeTops[];
  items: readonly FoundItem[];
  text: string;
  /** The open secret manager, and what is open of the tree; undefined: all of it. */
  managerId: string | undefined;
  topId: string | undefined;
  /** What is found besides what is listed here. */
  answer: SearchAnswer | undefined;
}

/**
 * What fits the search: what is listed at the open place, with vaults only where one is still to be chosen; then what else was
 * found, in the open place first; last the way to list more. What comes later never takes the place of what stands there.
 */
export function unitOptions({
  tree,
  others,
  items,
  text,
  managerId,
  topId,
  answer,
}: Searched): LevelOption[] {
  const words = wordsOf(text);
  const isSearching = words.length > 0;
  // Where nothing but containers can be listed without opening one, they are listed.
  const isShown = isSearching || tree.tops.length > allVaultsLimit || !hasUnits(tree);
  const shown = topId === undefined && isShown ? [tree, ...(isSearching ? others : [])] : [];
  const listed: LevelOption[] = [
    ...shown.flatMap((each) => topOptions(each, text)),
    ...searchItems(items, text).map((item): LevelOption => ({ kind: 'item', item })),
  ];
  if (!isSearching || !answer) return listed;
  const keys = new Set(listed.map(placeOf));
  const hits = answer.hits
    .map((hit): LevelOption & { kind: 'hit' } => ({ kind: 'hit', hit }))
    .filter((option) => option.hit.kind === 'field' || !keys.has(placeOf(option)));
  const isHere = ({ hit }: { hit: SearchHit }) =>
    hit.secretManagerId === managerId && (topId === undefined || hit.vaultId === topId);
  return [
    ...listed,
    ...hits.filter(isHere),
    ...hits.filter((option) => !isHere(option)),
    ...(answer.unread.length > 0 ? [{ kind: 'read' as const, unread: answer.unread }] : []),
  ];
}

/** Containers whose title fits a text, or whose id it is: where references name containers by id alone, also one that is not listed. */
function topOptions(tree: TreeTops, text: string): LevelOption[] {
  const { scheme, level, tops } = tree;
  const words = wordsOf(text);
  const id = text.trim();
  const fitting = tops.filter((top) => holdsAll(top.title, words) || top.id === id);
  const listed = fitting.map((top): LevelOption => ({ kind: 'top', scheme, level, top }));
  const isById = fitting.length === 0 && !hasUnits(tree) && (grammarOfScheme(scheme)?.isId(id) ?? false);
  return isById ? [{ kind: 'by-id', scheme, level, id }] : listed;
}

/** What can be bound, section by section. */
export function memberGroups(sections: readonly ChoiceSection[]): OptionGroup[] {
  return sections.map(({ id, title, choices }) => ({
    id,
    title,
    options: choices.map((choice): LevelOption => ({ kind: 'choice', choice })),
  }));
}

/** Whether the containers of a tree hold units, which are listed for all of them at once. */
export function hasUnits({ scheme }: { scheme: string }): boolean {
  return levelsOf(scheme).length > 2;
}

function placeOf(option: LevelOption): string {
  switch (option.kind) {
    case 'top':
      return option.top.id;
    case 'item':
      return `${option.item.vaultId}/${option.item.id}`;
    case 'hit':
      return [option.hit.vaultId, ...(option.hit.itemId ? [option.hit.itemId] : [])].join('/');
    case 'read':
      return 'read';
    case 'by-id':
      return option.id;
    case 'choice':
      return option.choice.key;
  }
}

/** A key for React. */
export function optionKey(option: LevelOption): string {
  if (option.kind !== 'hit') return placeOf(option);
  const { secretManagerId, reference = '' } = option.hit;
  return `${secretManagerId} ${placeOf(option)} ${reference}`;
}
