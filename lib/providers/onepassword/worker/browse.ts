import { type Item, type ItemOverview, ItemState } from '@1password/sdk';
import { naturally } from '@/lib/kernel/natural-order';
import type {
  BrowsedContent,
  BrowsedField,
  BrowsedItem,
  BrowseListing,
  BrowsePlace,
} from '@/lib/providers/contract';
import { cleanTitle } from '@/lib/providers/onepassword/items/clean-title';
import type { Entry } from '@/lib/providers/onepassword/items/entry';
import type { ReadEnvironment } from '@/lib/providers/onepassword/items/environment';
import { presentField } from '@/lib/providers/onepassword/items/present-field';
import { environmentGrammar } from '@/lib/providers/op/environment-grammar';
import { certain, ProviderFailure, unreadable } from '@/lib/providers/provider-failure';
import { readEnvironment } from './environments';
import { fetchOne } from './fetch-items';
import { entriesOf } from './item-entries';
import { keyOfPlace } from './item-place';
import { readItems } from './read-items';
import type { Job } from './sdk-call';
import { askSdk } from './sdk-call';
import { noteListing } from './seen';
import { listShown } from './vaults';

// Titles are for show.
const titlesWithinMs = 3_000;

/** Lists vaults, a vault's items or an item's fields, Environments or their variables: titles, ids and types. Values end here. */
export async function browse(job: Job, place: BrowsePlace): Promise<BrowseListing> {
  switch (place.level) {
    case 'vaults':
      return { level: 'vaults', ...(await listShown(job)) };
    case 'variables':
      return presentVariables(await readEnvironment(job, place.environmentId, titlesWithinMs));
    case 'items':
      return { level: 'items', items: await listItems(job, place) };
    case 'fields':
      return presentFields(await getItem(job, place));
    case 'contents':
      return { level: 'contents', items: await readContents(job, place) };
    case 'path':
      throw certain('secret_not_found');
  }
}

async function listItems(
  job: Job,
  { vaultId, states }: BrowsePlace & { level: 'items' },
): Promise<BrowsedItem[]> {
  const overviews = await askSdk(job, { vaultId }, (client) =>
    states
      ? client.items.list(vaultId, { type: 'ByState', content: { active: true, archived: true } })
      : client.items.list(vaultId),
  );
  noteListing(job.account.seen, vaultId, { atMs: job.nowMs, what: overviews });
  const wanted = overviews.filter(({ state }) => states || state === ItemState.Active);
  return wanted.map(presentItem).sort((one, other) => naturally(one.title, other.title));
}

function presentItem({ id, title, category, createdAt, updatedAt, state }: ItemOverview): BrowsedItem {
  return {
    id,
    title: cleanTitle(title),
    category,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
    ...(state === ItemState.Archived ? { isArchived: true as const } : {}),
  };
}

/** Fifty items a request. One that cannot be read says why in its place. */
async function readContents(
  job: Job,
  { vaultId, itemIds }: BrowsePlace & { level: 'contents' },
): Promise<BrowsedContent[]> {
  const readings = new Map<string, Item | ProviderFailure>();
  const places = itemIds.map((itemId) => ({ vaultId, itemId }));
  await readItems(job, places, readings);
  return places.map((place) => presentContent(place.itemId, readings.get(keyOfPlace(place))));
}

function presentContent(id: string, reading: Item | ProviderFailure | undefined): BrowsedContent {
  if (reading === undefined) return { id, ok: false, code: 'provider_unavailable', isCertain: false };
  if (reading instanceof ProviderFailure) {
    const { code, isCertain, retryAfterMs } = reading.failure;
    return { id, ok: false, code, isCertain, ...(retryAfterMs === undefined ? {} : { retryAfterMs }) };
  }
  try {
    const { title, category, createdAt, updatedAt } = reading;
    return {
      id,
      ok: true,
      title: cleanTitle(title),
      category,
      createdAt: createdAt.toISOString(),
      updatedAt: updatedAt.toISOString(),
      fields: fieldsOf(reading),
    };
  } catch {
    // Whatever else one item holds, the others are read.
    const { code, isCertain } = unreadable.failure;
    return { id, ok: false, code, isCertain };
  }
}

/** Names alone. A name that no reference can have, or that is there twice, cannot be bound. */
function presentVariables({ id, title, variables }: ReadEnvironment): BrowseListing {
  const times = new Map<string, number>();
  for (const { name } of variables) times.set(name, (times.get(name) ?? 0) + 1);
  return {
    level: 'variables',
    title,
    variables: variables.map(({ id: fieldId, name, isMasked, isOneTimePassword }) => ({
      ...(fieldId === undefined ? {} : { id: fieldId }),
      name: cleanTitle(name),
      masked: isMasked,
      ...(isOneTimePassword ? { offers: ['value', 'otp'] } : {}),
      times: times.get(name) ?? 1,
      reference: environmentGrammar.write({ vault: id, item: '', field: name }) ?? '',
    })),
  };
}

async function getItem(job: Job, place: { vaultId: string; itemId: string }): Promise<Item> {
  const reading = await fetchOne(job, place);
  if (reading instanceof ProviderFailure) throw reading;
  return reading;
}

function presentFields(item: Item): BrowseListing {
  return { level: 'fields', itemTitle: cleanTitle(item.title), fields: fieldsOf(item) };
}

function fieldsOf(item: Item): BrowsedField[] {
  const entries = entriesOf(item);
  return entries.filter(isShown).map((entry) => presentField(item, entries, entry));
}

// Notes that may not be there are no field to choose.
function isShown({ type, place }: Entry): boolean {
  return type !== 'Notes' || place !== 'unknown';
}
