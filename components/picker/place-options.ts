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

/** A key for React, and to tell options apart. */
export function placeKey(option: PlaceOption): string {
  return `${option.manager.id}/${option.kind === 'vault' ? option.vault.id : option.kind}`;
}
