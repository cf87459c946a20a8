import type { Item } from '@1password/sdk';
import type { Reference } from '@/lib/kernel/reference';
import type { FoundReference } from '@/lib/providers/contract';
import type { CallAnswer } from '@/lib/providers/onepassword/protocol';
import type { Account } from './accounts';
import { referenceOfEntry } from './entry-reference';
import { type ItemPlace, keyOfPlace } from './fetch-items';
import { type Entry, entriesOf } from './item-entries';
import { locateItems } from './locate';
import { matchEntry } from './match-entry';
import { ProviderFailure, passing } from './provider-failure';
import { readItems } from './read-items';
import { resolveBySdk } from './resolve-by-sdk';
import { learnVaults } from './vaults';

/** A reference with the item it names in hand. */
interface Wanted {
  index: number;
  reference: Reference;
  item: Item;
  entries: readonly Entry[];
  /** The entry it names, where that is certain. */
  entry: Entry | undefined;
}

/**
 * Resolves references: names to ids, ids to items in batches, items to values. What `items.get` cannot give for certain goes
 * through the SDK's own resolve by ids. Answers are put into `answers` as they come, each at its reference's place.
 */
export async function resolveReferences(
  account: Account,
  references: readonly Reference[],
  answers: (CallAnswer | undefined)[],
): Promise<void> {
  const give = (index: number, answer: CallAnswer | ProviderFailure) => {
    answers[index] = answer instanceof ProviderFailure ? { ok: false, ...answer.failure } : answer;
  };
  const wanted = await findItems(account, references, give);
  const left: Wanted[] = [];
  for (const each of wanted) {
    const value = each.entry && valueIn(each.entry, each.reference);
    if (value === undefined) left.push(each);
    else give(each.index, { ok: true, value, found: foundOf(account, each, each.entry) });
  }
  const secrets = await resolveBySdk(account, left.map(askedOfSdk));
  for (const [at, each] of left.entries()) {
    const secret = secrets[at] ?? passing('internal');
    if (secret instanceof ProviderFailure) give(each.index, secret);
    else
      give(each.index, {
        ok: true,
        value: secret,
        found: foundOf(account, each, each.entry ?? holderOf(each, secret)),
      });
  }
}

type Give = (index: number, answer: CallAnswer | ProviderFailure) => void;

async function findItems(account: Account, references: readonly Reference[], give: Give): Promise<Wanted[]> {
  const locations = await locateItems(account, references);
  const places = locations.filter(
    (location): location is ItemPlace => !(location instanceof ProviderFailure),
  );
  await learnVaults(account, [...new Set(places.map(({ vaultId }) => vaultId))]);
  const readings = await readItems(account, places);
  return references.flatMap((reference, index) => {
    const location = locations[index] ?? passing('internal');
    const reading = location instanceof ProviderFailure ? location : readings.get(keyOfPlace(location));
    if (reading && !(reading instanceof ProviderFailure)) return [wantedOf(index, reference, reading)];
    give(index, reading ?? passing('internal'));
    return [];
  });
}

function wantedOf(index: number, reference: Reference, item: Item): Wanted {
  const entries = entriesOf(item);
  return { index, reference, item, entries, entry: matchEntry(item, entries, reference) };
}

/** The value as far as the item itself gives it for certain. */
function valueIn(entry: Entry, { attribute }: Reference): string | undefined {
  switch (attribute) {
    case undefined:
      return entry.value;
    case 'otp':
      return entry.code;
    case 'openssh':
      return undefined;
  }
}

function askedOfSdk({ reference, item, entries, entry }: Wanted) {
  const types = entry ? [entry.type] : entries.map(({ type }) => type);
  return {
    reference: { ...reference, vault: item.vaultId, item: item.id },
    mayBeFile: types.includes('File'),
  };
}

/** The entry that holds a secret which the SDK found, when only one of that name does. */
function holderOf({ item, entries, reference }: Wanted, secret: string): Entry | undefined {
  const holders = entries.filter(
    (entry) =>
      entry.value === secret &&
      referenceNames(entry, reference.field) &&
      referenceOfEntry(item, entries, entry),
  );
  return holders.length === 1 ? holders[0] : undefined;
}

function referenceNames({ id, title }: Entry, name: string): boolean {
  return [id, title].some((each) => each.toLowerCase() === name.toLowerCase());
}

function foundOf(
  account: Account,
  { item, entries, reference }: Wanted,
  entry: Entry | undefined,
): FoundReference {
  const asked = { ...reference, vault: item.vaultId, item: item.id };
  const stored = entry && referenceOfEntry(item, entries, entry);
  const ids = stored
    ? { ...stored, ...(reference.attribute ? { attribute: reference.attribute } : {}) }
    : asked;
  const section = entry ? sectionTitleOf(item, entry) : reference.section;
  return {
    ids,
    names: {
      vault: account.vaultTitles.get(item.vaultId) ?? item.vaultId,
      item: item.title,
      ...(section ? { section } : {}),
      field: entry?.title ?? reference.field,
    },
    fieldType: entry?.type ?? 'Unknown',
    itemVersion: item.version,
    itemUpdatedAt: item.updatedAt.toISOString(),
  };
}

function sectionTitleOf(item: Item, { place }: Entry): string | undefined {
  if (typeof place !== 'object') return undefined;
  return item.sections.find(({ id }) => id === place.sectionId)?.title;
}
