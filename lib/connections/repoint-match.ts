import { groupBy } from '@/lib/kernel/group-by';
import type { Locator } from '@/lib/kernel/locator';
import type { BrowsedContent, BrowsedField, BrowsedItem, ProviderVault } from '@/lib/providers/contract';
import { inForm } from '@/lib/providers/references';
import { contentsOf, type Directory, type Identified } from '@/lib/secrets/directory';
import type { Titles } from '@/lib/secrets/schema';
import type { RepointField } from './repoint-schema';

/** A bound field by the names it was found under. */
export interface Named {
  id: string;
  names: Titles;
  /** Only in the vault of this id, whose title is taken from the names. Absent: in the one of that title. */
  vaultId?: string;
  /** The id of its field in the item that it is bound to now: the first choice among fields of one name. */
  fieldId: string;
  form: string | undefined;
}

export type Match = Pick<RepointField, 'outcome' | 'at' | 'reference' | 'titles'>;

interface Placed {
  named: Named;
  vault: Pick<ProviderVault, 'id' | 'title'>;
  item: Pick<BrowsedItem, 'id' | 'title'>;
}

/**
 * Finds fields of the same names in another account, by the id of each: vault, item, section and field title, whatever
 * the case. One listing of the vaults unless their ids are given, one of each vault that is named, items fifty a request. Throws `provider_*`.
 */
export async function sameNamesIn(
  directory: Directory,
  wanted: readonly Named[],
): Promise<Map<string, Match>> {
  const matches = new Map<string, Match>();
  const placed: Placed[] = [];
  const isNamed = wanted.some(({ vaultId }) => vaultId === undefined);
  const vaults = isNamed ? [...(await directory.vaults()).values()] : [];
  for (const group of groupBy(wanted, placeOf).values()) {
    const titled = vaultsOf(group[0], vaults);
    const [vault] = titled;
    const items = titled.length === 1 && vault ? byTitle(await directory.items(vault.id)) : undefined;
    for (const named of group) {
      if (!vault || !items) matches.set(named.id, missed(titled.length, 'vault'));
      else if (!directory.listsVaults) placed.push({ named, vault, item: byName(named) });
      else {
        const active = items.get(named.names.item.toLowerCase()) ?? [];
        const [item] = active;
        if (item && active.length === 1) placed.push({ named, vault, item });
        else matches.set(named.id, missed(active.length, 'item'));
      }
    }
  }
  const contents = await contentsOf(
    directory,
    placed.map(({ vault, item }) => ({ vaultId: vault.id, itemId: item.id })),
  );
  for (const { named, vault, item } of placed) {
    const content = contents.get(`${vault.id}/${item.id}`);
    if (!content?.ok) matches.set(named.id, unread(content));
    else matches.set(named.id, fieldMatch(named, vault.title, item.title, content.fields));
  }
  return matches;
}

/** Variables of environments under the same reference: what another token reads is the same one. Throws `provider_*`, `over_budget`. */
export async function sameVariablesIn(
  directory: Directory,
  wanted: readonly { id: string; locator: Locator }[],
): Promise<Map<string, Match>> {
  const identified = await directory.identify(wanted.map(({ locator }) => locator));
  return new Map(wanted.map(({ id }, index) => [id, variableMatch(identified[index])]));
}

function variableMatch(now: Identified | undefined): Match {
  if (now?.ok) return { outcome: 'fine', reference: now.found.bound, titles: now.found.names };
  if (now?.code === 'secret_ambiguous') return { outcome: 'ambiguous', at: 'field' };
  const isGone = now?.isCertain && ['secret_not_found', 'secret_forbidden'].includes(now.code);
  return { outcome: isGone ? 'not_found' : 'unreadable', at: 'field' };
}

function placeOf({ vaultId, names }: Named): string {
  return vaultId ?? names.vault.toLowerCase();
}

function vaultsOf(named: Named | undefined, vaults: readonly ProviderVault[]) {
  const title = named?.names.vault ?? '';
  if (named?.vaultId !== undefined) return [{ id: named.vaultId, title }];
  return vaults.filter((vault) => isSame(vault.title, title));
}

function byName({ names }: Named): Placed['item'] {
  return { id: names.item, title: names.item };
}

/** Active items by their title in lower case: a vault of thousands is gone through once, not once for each field. */
function byTitle(items: ReadonlyMap<string, BrowsedItem> | undefined) {
  const active = [...(items?.values() ?? [])].filter(({ isArchived }) => !isArchived);
  return items && groupBy(active, ({ title }) => title.toLowerCase());
}

function fieldMatch(
  { names, fieldId, form }: Named,
  vault: string,
  item: string,
  fields: readonly BrowsedField[],
): Match {
  const section = names.section ?? '';
  const named = fields.filter(
    ({ title, sectionTitle = '', reference, offers }) =>
      isSame(title, names.field) &&
      isSame(sectionTitle, section) &&
      reference !== '' &&
      (form === undefined ? offers.length > 0 : offers.some((each) => each === form)),
  );
  const byId = named.filter(({ id }) => id === fieldId);
  const found = byId.length === 1 ? byId : named;
  const [field] = found;
  if (!field || found.length > 1) return missed(found.length, 'field');
  const titles = {
    vault,
    item,
    ...(field.sectionTitle ? { section: field.sectionTitle } : {}),
    field: field.title,
  };
  return { outcome: 'fine', reference: inForm(field.reference, form), titles };
}

/** An item that was not listed may not be there. */
function unread(content: BrowsedContent | undefined): Match {
  const isGone = content?.ok === false && content.code === 'secret_not_found';
  return { outcome: isGone ? 'not_found' : 'unreadable', at: 'item' };
}

function missed(count: number, at: 'vault' | 'item' | 'field'): Match {
  return { outcome: count > 1 ? 'ambiguous' : 'not_found', at };
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
