import { holdsAll, wordsOf } from '@/lib/kernel/fold';
import type { SearchAnswer, SearchHit } from '@/lib/secrets/schema';
import type { Vault } from './binding';
import { type FoundItem, searchItems } from './search';

export type ItemOption =
  | { kind: 'vault'; vault: Vault }
  | { kind: 'item'; item: FoundItem }
  /** A field, or a vault or item of another secret manager or vault than the open one. */
  | { kind: 'hit'; hit: SearchHit }
  /** Lists more, which costs requests. */
  | { kind: 'read'; unread: SearchAnswer['unread'] };

// Each vault's listing costs requests: a service account that sees more vaults than this opens them one by one.
export const allVaultsLimit = 12;

export interface Searched {
  vaults: readonly Vault[];
  items: readonly FoundItem[];
  text: string;
  /** The open secret manager, and the open vault of it; undefined: all of its vaults. */
  managerId: string | undefined;
  vaultId: string | undefined;
  /** What is found besides what is listed here. */
  answer: SearchAnswer | undefined;
}

/**
 * What fits the search: what is listed at the open place, with vaults only where one is still to be chosen; then what else was
 * found, in the open place first; last the way to list more. What comes later never takes the place of what stands there.
 */
export function itemOptions({ vaults, items, text, managerId, vaultId, answer }: Searched): ItemOption[] {
  const words = wordsOf(text);
  const isTooMany = vaults.length > allVaultsLimit;
  const shownVaults =
    vaultId === undefined && (isTooMany || words.length > 0)
      ? vaults.filter(({ title }) => holdsAll(title, words))
      : [];
  const listed: ItemOption[] = [
    ...shownVaults.map((vault): ItemOption => ({ kind: 'vault', vault })),
    ...searchItems(items, text).map((item): ItemOption => ({ kind: 'item', item })),
  ];
  if (words.length === 0 || !answer) return listed;
  const keys = new Set(listed.map(placeOf));
  const others = answer.hits
    .map((hit): ItemOption & { kind: 'hit' } => ({ kind: 'hit', hit }))
    .filter((option) => option.hit.kind === 'field' || !keys.has(placeOf(option)));
  const isHere = ({ hit }: { hit: SearchHit }) =>
    hit.secretManagerId === managerId && (vaultId === undefined || hit.vaultId === vaultId);
  return [
    ...listed,
    ...others.filter(isHere),
    ...others.filter((option) => !isHere(option)),
    ...(answer.unread.length > 0 ? [{ kind: 'read' as const, unread: answer.unread }] : []),
  ];
}

function placeOf(option: ItemOption): string {
  switch (option.kind) {
    case 'vault':
      return option.vault.id;
    case 'item':
      return `${option.item.vaultId}/${option.item.id}`;
    case 'hit':
      return [option.hit.vaultId, ...(option.hit.itemId ? [option.hit.itemId] : [])].join('/');
    case 'read':
      return 'read';
  }
}

/** A key for React. */
export function itemOptionKey(option: ItemOption): string {
  if (option.kind !== 'hit') return placeOf(option);
  const { secretManagerId, reference = '' } = option.hit;
  return `${secretManagerId} ${placeOf(option)} ${reference}`;
}
