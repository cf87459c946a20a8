import type { FoundReference } from '@/lib/providers/contract';
import type { Entry, ItemFrame } from '@/lib/providers/onepassword/items/entry';
import { referenceOfEntry } from '@/lib/providers/onepassword/items/entry-reference';
import { entriesCalled } from '@/lib/providers/onepassword/items/item-index';
import { presentFound } from '@/lib/providers/onepassword/items/present-found';
import type { Reference } from '@/lib/providers/op/reference';
import type { Job } from './sdk-call';

/** A reference with the item it names in hand. */
export interface Wanted {
  index: number;
  reference: Reference;
  item: ItemFrame;
  entries: readonly Entry[];
  /** The entry it names, where that is certain. */
  entry: Entry | undefined;
}

/** What a reference turned out to name, with the vault's title as this account last listed it. */
export function foundOf(
  job: Job,
  wanted: Omit<Wanted, 'index' | 'entry'>,
  entry: Entry | undefined,
): FoundReference {
  const { vaultId } = wanted.item;
  const vaultTitle = job.account.titles.byId.get(vaultId) ?? vaultId;
  return presentFound({ ...wanted, vaultTitle }, entry);
}

/** The entry that holds a secret which the SDK found, when only one of that name does. */
export function holderOf({ item, entries, reference }: Wanted, secret: string): Entry | undefined {
  const holders = entriesCalled(entries, reference.field).filter(
    (entry) => entry.value === secret && referenceOfEntry(item, entries, entry),
  );
  return holders.length === 1 ? holders[0] : undefined;
}
