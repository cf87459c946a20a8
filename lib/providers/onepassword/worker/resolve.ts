import type { Item } from '@1password/sdk';
import type { Entry } from '@/lib/providers/onepassword/items/entry';
import { entriesCalled } from '@/lib/providers/onepassword/items/item-index';
import { matchEntry } from '@/lib/providers/onepassword/items/match-entry';
import type { CallAnswer } from '@/lib/providers/onepassword/protocol';
import type { Reference } from '@/lib/providers/op/reference';
import { ProviderFailure, passing, unreadable } from '@/lib/providers/provider-failure';
import { foundOf, holderOf, type Wanted } from './found';
import { entriesOf } from './item-entries';
import { type ItemPlace, type ItemReadings, keyOfPlace } from './item-place';
import { locateItems } from './locate';
import { readItems } from './read-items';
import { resolveBySdk } from './resolve-by-sdk';
import type { Job } from './sdk-call';
import { learnVaults } from './vaults';

/** Where the answers go, and how long titles may be waited for, in milliseconds. */
export interface Resolving {
  /** One place for each reference, filled as the answers come. */
  answers: (CallAnswer | undefined)[];
  titlesWithinMs: number;
  /** How the items are read: `readItems`, unless told. */
  read?: typeof readItems;
}

/**
 * Resolves references: names to ids, ids to items in batches, items to values. What `items.get` cannot give for certain goes
 * through the SDK's own resolve by ids.
 */
export async function resolveReferences(
  job: Job,
  references: readonly Reference[],
  { answers, titlesWithinMs, read = readItems }: Resolving,
): Promise<void> {
  const locations = await locateItems(job, references);
  const wantedBy = new Map<string, number[]>();
  const places: ItemPlace[] = [];
  for (const [index, location] of locations.entries()) {
    if (location instanceof ProviderFailure) {
      answers[index] = refusal(location);
      continue;
    }
    places.push(location);
    const key = keyOfPlace(location);
    wantedBy.set(key, [...(wantedBy.get(key) ?? []), index]);
  }
  await learnVaults(job, [...new Set(places.map(({ vaultId }) => vaultId))], titlesWithinMs);

  const left: Wanted[] = [];
  const answerFrom = (item: Item, indexes: readonly number[]) => {
    const entries = entriesOf(item);
    for (const index of indexes) {
      const reference = references[index];
      if (!reference) continue;
      const entry = matchEntry(item, entries, reference);
      const wanted = { index, reference, item, entries, entry };
      const value = entry && valueIn(entry, reference);
      if (value === undefined) left.push(wanted);
      else answers[index] = { ok: true, value, found: foundOf(job, wanted, entry) };
    }
  };
  const readings = observedReadings((key, reading) => {
    const indexes = wantedBy.get(key) ?? [];
    const failure =
      reading instanceof ProviderFailure ? reading : unlessSound(() => answerFrom(reading, indexes));
    if (failure) for (const index of indexes) answers[index] ??= refusal(failure);
  });
  await read(job, places, readings);
  await resolveLeft(job, left, answers);
}

/** Whatever one item holds that was not thought of, the others are read. */
function unlessSound(work: () => void): ProviderFailure | undefined {
  try {
    work();
    return undefined;
  } catch {
    return unreadable;
  }
}

async function resolveLeft(job: Job, left: readonly Wanted[], answers: Resolving['answers']): Promise<void> {
  const secrets = await resolveBySdk(job, left.map(askedOfSdk));
  for (const [at, wanted] of left.entries()) {
    const secret = secrets[at] ?? passing('internal');
    if (secret instanceof ProviderFailure) answers[wanted.index] = refusal(secret);
    else {
      const found = foundOf(job, wanted, holderOf(wanted, secret) ?? wanted.entry);
      answers[wanted.index] = { ok: true, value: secret, found };
    }
  }
}

/** Readings that tell of each as it comes, so that a batch that never comes holds up no other. */
function observedReadings(onReading: (key: string, reading: Item | ProviderFailure) => void): ItemReadings {
  const kept = new Map<string, Item | ProviderFailure>();
  return {
    has: (key) => kept.has(key),
    set: (key, reading) => {
      kept.set(key, reading);
      onReading(key, reading);
    },
  };
}

/** A failure as the answer to one reference. */
export function refusal({ failure }: ProviderFailure): CallAnswer & { ok: false } {
  return { ok: false, ...failure };
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

function askedOfSdk({ reference, item, entries }: Wanted) {
  return {
    reference: { ...reference, vault: item.vaultId, item: item.id },
    mayBeFile: entriesCalled(entries, reference.field).some(({ type }) => type === 'File'),
  };
}
