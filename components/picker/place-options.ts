import { holdsAll, wordsOf } from '@/lib/kernel/fold';
import type { Problem } from '@/lib/kernel/problem';
import type { ManagerView } from '@/lib/managers/schema';
import { treesOf } from '@/lib/providers/references';
import type { Top } from './binding';
import { type ConnectionScope, isServing } from './serving';
import type { TopsListing } from './use-browse';

export type PlaceOption = { manager: ManagerView } & (
  | { kind: 'manager'; isServing: boolean }
  /** All of a tree that stands beside a secret manager's first one: what lies in it comes below. */
  | { kind: 'tree'; scheme: string }
  | { kind: 'top'; scheme: string; top: Top }
  | { kind: 'loading'; scheme: string }
  | { kind: 'retry'; scheme: string; problem: Problem; retry: () => void }
);

/** What is open: a secret manager, one of its trees, and a container of that unless all of it is. */
export interface PresentPlace {
  managerId: string | undefined;
  scheme: string | undefined;
  topId: string | undefined;
}

/** Managers with what lies in the trees of those that are open, tree by tree, in one list for the keyboard. */
export function placeOptions(
  managers: readonly ManagerView[],
  connection: ConnectionScope,
  tops: readonly TopsListing[],
): PlaceOption[] {
  return managers.flatMap((manager): PlaceOption[] => {
    const head: PlaceOption = { kind: 'manager', manager, isServing: isServing(manager, connection) };
    const trees = tops.filter(({ managerId }) => managerId === manager.id);
    const [first, ...others] = trees;
    if (!first) return [head];
    const below = optionsOfTree(manager, first);
    // What one cannot be asked for now, it cannot be asked for twice.
    if (!first.listing.data) return [head, ...below];
    const beside = others.flatMap((tree): PlaceOption[] => [
      { kind: 'tree', manager, scheme: tree.scheme },
      ...optionsOfTree(manager, tree),
    ]);
    return [head, ...below, ...beside];
  });
}

function optionsOfTree(manager: ManagerView, { scheme, listing }: TopsListing): PlaceOption[] {
  if (listing.problem) {
    return [{ kind: 'retry', manager, scheme, problem: listing.problem, retry: listing.retry }];
  }
  if (!listing.data) return [{ kind: 'loading', manager, scheme }];
  return listing.data.map((top): PlaceOption => ({ kind: 'top', manager, scheme, top }));
}

/** Those whose secret manager, or whose vault, is called so; what a place lies in stays above it. */
export function narrowPlaces(options: readonly PlaceOption[], text: string): PlaceOption[] {
  const words = wordsOf(text);
  if (words.length === 0) return [...options];
  const isFitting = (option: PlaceOption) =>
    holdsAll(
      option.kind === 'top' ? `${option.manager.name} ${option.top.title}` : option.manager.name,
      words,
    );
  const fitting = options.filter(isFitting);
  const ids = new Set(fitting.map(({ manager }) => manager.id));
  const trees = new Set(fitting.filter(({ kind }) => kind !== 'manager').map(treeKey));
  return options.filter((option) => {
    if (option.kind === 'manager') return ids.has(option.manager.id);
    return option.kind === 'tree' ? trees.has(treeKey(option)) : isFitting(option);
  });
}

function treeKey(option: PlaceOption): string {
  return `${option.manager.id}/${option.kind === 'manager' ? '' : option.scheme}`;
}

/** A key for React, and to tell options apart. */
export function placeKey(option: PlaceOption): string {
  return `${treeKey(option)}/${option.kind === 'top' ? option.top.id : option.kind}`;
}

/** Whether an option of the list is what is open. */
export function isPresent(option: PlaceOption, { managerId, scheme, topId }: PresentPlace): boolean {
  if (option.manager.id !== managerId) return false;
  if (option.kind === 'top') return option.scheme === scheme && option.top.id === topId;
  if (topId !== undefined) return false;
  const isFirst = treesOf(option.manager.provider)[0]?.scheme === scheme;
  return option.kind === 'tree' ? option.scheme === scheme : option.kind === 'manager' && isFirst;
}
