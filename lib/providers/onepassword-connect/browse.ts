import { naturally } from '@/lib/kernel/natural-order';
import type {
  BrowsedContent,
  BrowsedField,
  BrowseListing,
  BrowsePlace,
  ProviderVault,
} from '@/lib/providers/contract';
import { inParallel } from '@/lib/providers/http/in-parallel';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import { presentField } from '@/lib/providers/onepassword/items/present-field';
import { asProviderFailure, certain, ProviderFailure } from '@/lib/providers/provider-failure';
import type { ConnectAccount } from './account';
import type { ConnectItem } from './items';

const requestsAtOnce = 8;

/** Lists vaults, a vault's items or an item's fields: titles, ids and types. Values end here. Rejects with a ProviderFailure. */
export async function browse(
  account: ConnectAccount,
  place: BrowsePlace,
  signal: AbortSignal,
): Promise<BrowseListing> {
  switch (place.level) {
    case 'vaults':
      return { level: 'vaults', vaults: await shownVaults(account, signal) };
    case 'items': {
      const items = await account
        .items(place.vaultId, signal)
        .catch((error: unknown) => throwUnseen(account, { vaultId: place.vaultId, error, signal }));
      return { level: 'items', items: items.sort((one, other) => naturally(one.title, other.title)) };
    }
    case 'fields': {
      const item = await account.item(place, signal);
      return { level: 'fields', itemTitle: item.shown.title, fields: fieldsOf(item) };
    }
    case 'contents':
      return { level: 'contents', items: await contentsOf(account, place, signal) };
    case 'variables':
    case 'path':
      throw certain('secret_not_found');
  }
}

/** The vaults by title. */
export async function shownVaults(account: ConnectAccount, signal: AbortSignal): Promise<ProviderVault[]> {
  const vaults = await account.vaults(signal);
  return vaults
    .map((vault) => ({ ...vault, title: cleanTitle(vault.title) }))
    .sort((one, other) => naturally(one.title, other.title));
}

/** Connect says of a vault that is not there, as of one that the token may not see, that it is not in scope. */
async function throwUnseen(
  account: ConnectAccount,
  { vaultId, error, signal }: { vaultId: string; error: unknown; signal: AbortSignal },
): Promise<never> {
  if (asProviderFailure(error).failure.code !== 'secret_forbidden') throw error;
  const vaults = await account.vaults(signal);
  throw vaults.some(({ id }) => id === vaultId) ? error : certain('secret_not_found');
}

async function contentsOf(
  account: ConnectAccount,
  { vaultId, itemIds }: BrowsePlace & { level: 'contents' },
  signal: AbortSignal,
): Promise<BrowsedContent[]> {
  const read = new Map<string, BrowsedContent>();
  await inParallel([...new Set(itemIds)], requestsAtOnce, async (itemId) => {
    const reading = await account.item({ vaultId, itemId }, signal).catch(asProviderFailure);
    read.set(itemId, contentOf(itemId, reading));
  });
  return itemIds.flatMap((itemId) => read.get(itemId) ?? []);
}

function contentOf(id: string, reading: ConnectItem | ProviderFailure): BrowsedContent {
  if (reading instanceof ProviderFailure) {
    const { code, isCertain, retryAfterMs } = reading.failure;
    return { id, ok: false, code, isCertain, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  const { isArchived: _, ...shown } = reading.shown;
  return { ok: true, ...shown, fields: fieldsOf(reading) };
}

// Without `openssh`: Connect gives a private key as it is stored.
function fieldsOf({ frame, entries }: ConnectItem): BrowsedField[] {
  return entries.map((entry) => {
    const field = presentField(frame, entries, entry);
    return { ...field, offers: field.offers.filter((form) => form !== 'openssh') };
  });
}
