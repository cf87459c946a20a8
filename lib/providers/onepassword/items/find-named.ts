import { messageFor } from '@/lib/kernel/message';
import { isReferenceId } from '@/lib/providers/op/reference';
import { certain } from '@/lib/providers/provider-failure';

/** Something with an id and a title: a vault or an item. */
export interface Named {
  id: string;
  title: string;
}

/** The vault that a name or an id means. Throws a certain ProviderFailure where it means none or several. */
export function findVault<T extends Named>(vaults: readonly T[], name: string): T {
  const found = byIdElseTitle(vaults, name);
  if (found.length > 1) throw certain('secret_ambiguous', messageFor('vaultsNamed', { name }));
  const [vault] = found;
  if (!vault) throw certain('secret_not_found', messageFor('noVaultNamed', { name }));
  return vault;
}

/**
 * The active item that a name or an id means. `archived` are those that are told apart from missing ones.
 * Throws a certain ProviderFailure where it means none or several.
 */
export function findItem<T extends Named>(
  active: readonly T[],
  name: string,
  archived: readonly Named[] = [],
): T {
  const found = byIdElseTitle(active, name);
  if (found.length > 1) throw certain('secret_ambiguous', messageFor('itemsNamed', { name }));
  const [item] = found;
  if (item) return item;
  const isArchived = byIdElseTitle(archived, name).length > 0;
  throw certain(
    'secret_not_found',
    isArchived ? messageFor('itemArchived') : messageFor('noItemNamed', { name }),
  );
}

// An id goes before a title that looks like it; titles match whatever their case (both as in @1password/sdk 0.5.0).
function byIdElseTitle<T extends Named>(list: readonly T[], name: string): readonly T[] {
  const byId = isReferenceId(name) ? list.filter(({ id }) => id === name) : [];
  if (byId.length > 0) return byId;
  const wanted = name.toLowerCase();
  return list.filter(({ title }) => title.toLowerCase() === wanted);
}
