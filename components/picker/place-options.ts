import { holdsAll, wordsOf } from '@/lib/kernel/fold';
import type { Problem } from '@/lib/kernel/problem';
import type { ManagerView } from '@/lib/managers/schema';
import type { Vault } from './binding';
import { type ConnectionScope, isServing } from './serving';
import type { Listing } from './use-browse';

export type PlaceOption =
  | { kind: 'manager'; manager: ManagerView; isServing: boolean }
  | { kind: 'vault'; manager: ManagerView; vault: Vault }
  | { kind: 'loading'; manager: ManagerView }
  | { kind: 'retry'; manager: ManagerView; problem: Problem; retry: () => void };

/** Managers with the vaults of those that are open, in one list for the keyboard. */
export function placeOptions(
  managers: readonly ManagerView[],
  connection: ConnectionScope,
  vaults: ReadonlyMap<string, Listing<readonly Vault[]>>,
): PlaceOption[] {
  return managers.flatMap((manager): PlaceOption[] => {
    const head: PlaceOption = { kind: 'manager', manager, isServing: isServing(manager, connection) };
    const listing = vaults.get(manager.id);
    if (!listing) return [head];
    if (listing.problem) {
      return [head, { kind: 'retry', manager, problem: listing.problem, retry: listing.retry }];
    }
    if (!listing.data) return [head, { kind: 'loading', manager }];
    return [head, ...listing.data.map((vault): PlaceOption => ({ kind: 'vault', manager, vault }))];
  });
}

/** Those whose secret manager, or whose vault, is called so; a secret manager stays above its vaults. */
export function narrowPlaces(options: readonly PlaceOption[], text: string): PlaceOption[] {
  const words = wordsOf(text);
  if (words.length === 0) return [...options];
  const isFitting = (option: PlaceOption) =>
    holdsAll(
      option.kind === 'vault' ? `${option.manager.name} ${option.vault.title}` : option.manager.name,
      words,
    );
  const ids = new Set(options.filter(isFitting).map(({ manager }) => manager.id));
  return options.filter((option) =>
    option.kind === 'manager' ? ids.has(option.manager.id) : isFitting(option),
  );
}

/** A key for React, and to tell options apart. */
export function placeKey(option: PlaceOption): string {
  return `${option.manager.id}/${option.kind === 'vault' ? option.vault.id : option.kind}`;
}
