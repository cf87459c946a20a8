import type { Candidate } from '@/lib/connections/candidate';
import type { FindingKind } from '@/lib/kernel/finding';
import type { BrowsedItem, ProviderVault } from '@/lib/providers/contract';
import { contentsOf } from '@/lib/secrets/directory';
import type { BoundField } from './bound';
import { isById } from './bound';
import { counterpartIn } from './match';
import type { BindingStatus, ScanContext } from './scan-context';

const mostItems = 5;
// Other vaults that are listed in search of items that left theirs.
const mostVaults = 30;

/**
 * Why a field's item is not where the field is bound to, and what stands under its title now: in the same vault, or in
 * another one, since an item that moves may get a new id. For a reference by names, what it may have meant.
 */
export async function replacementsFor(scanning: ScanContext, field: BoundField): Promise<BindingStatus> {
  if (!isById(field)) return { kind: 'ambiguous', candidates: await meantBy(scanning, field) };
  const { container: vaultId, unitId: itemId } = field.reference;
  const vaults = await scanning.directory.vaults();
  const own = await scanning.directory.items(vaultId);
  const isArchived = own?.get(itemId)?.isArchived ?? false;
  const title = field.titles?.item;
  if (title === undefined) return { kind: isArchived ? 'archived' : 'deleted', candidates: [] };
  const here = await candidatesIn(
    scanning,
    field,
    [...vaults.values()].filter(({ id }) => id === vaultId),
    title,
  );
  if (isArchived) return { kind: 'archived', candidates: here };
  if (here.length > 0) return { kind: 'deleted', candidates: here };
  const others = [...vaults.values()].filter(({ id }) => id !== vaultId).slice(0, mostVaults);
  const there = (await scanning.mayAsk(others.length))
    ? await candidatesIn(scanning, field, others, title)
    : [];
  const kind: FindingKind = there.length > 0 ? 'moved' : 'deleted';
  return { kind, candidates: there };
}

async function meantBy(scanning: ScanContext, field: BoundField): Promise<Candidate[]> {
  const { container: vault, unitId: item } = field.reference;
  const vaults = [...(await scanning.directory.vaults()).values()];
  const named = vaults.filter((each) => each.id === vault || isSame(each.title, vault));
  return candidatesIn(scanning, field, named, item);
}

/** Fields that stand where the bound one stood, in active items of this title or id. */
async function candidatesIn(
  { directory }: ScanContext,
  field: BoundField,
  vaults: readonly ProviderVault[],
  title: string,
): Promise<Candidate[]> {
  const places: { vault: ProviderVault; item: BrowsedItem }[] = [];
  for (const vault of vaults) {
    const items = [...((await directory.items(vault.id))?.values() ?? [])];
    const named = items.filter(
      (item) => !item.isArchived && (item.id === title || isSame(item.title, title)),
    );
    places.push(...named.map((item) => ({ vault, item })));
    if (places.length >= mostItems) break;
  }
  const chosen = places.slice(0, mostItems);
  const contents = await contentsOf(
    directory,
    chosen.map(({ vault, item }) => ({ vaultId: vault.id, itemId: item.id })),
  );
  return chosen.flatMap(({ vault, item }) => {
    const content = contents.get(`${vault.id}/${item.id}`);
    if (!content?.ok) return [];
    return counterpartIn(content, vault.id, vault.title, field) ?? [];
  });
}

function isSame(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}
