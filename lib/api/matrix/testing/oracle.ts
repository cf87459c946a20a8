import type { CallerName } from './callers';
import type { EntryThing, Thing } from './things';

// What each caller may do to which thing, written down by hand: nothing here asks the code that decides.

/** What a caller gets: it is done, or the code of the refusal. */
export type Outcome = 'allowed' | 'forbidden' | 'not_found' | 'invalid_input' | 'conflict' | 'in_use';

/** Things by caller, in words with spaces between them. */
export type Table = Readonly<Record<CallerName, string>>;

const all = 'own shared other platform none';
const nobody = { odd: '', workA: '', workAll: '', workOne: '' };

/** Seen and used: what is platform-wide is everybody's. */
export const reached: Table = {
  ...nobody,
  admin: all,
  keyAll: all,
  keyA: 'own shared platform',
  builderA: 'own shared platform',
  supportA: 'own shared platform',
  builderAB: 'own shared other platform',
  supportAB: 'own shared other platform',
  builder0: 'platform',
};

/** Seen, of kinds whose platform-wide ones are for platform admins alone: people, keys. */
export const owned: Table = {
  ...nobody,
  admin: all,
  keyAll: all,
  keyA: 'own shared',
  builderA: 'own shared',
  supportA: 'own shared',
  builderAB: 'own shared other',
  supportAB: 'own shared other',
  builder0: '',
};

/** Changed: theirs in every project. */
export const changed: Table = {
  ...nobody,
  admin: all,
  keyAll: all,
  keyA: 'own',
  builderA: 'own',
  supportA: 'own',
  builderAB: 'own shared other',
  supportAB: 'own shared other',
  builder0: '',
};

/** Used to read secrets through: what is of no project is of use to nobody. */
export const used: Table = {
  admin: 'own shared other platform',
  keyAll: 'own shared other platform',
  workAll: 'own shared other platform',
  keyA: 'own shared platform',
  workA: 'own shared platform',
  workOne: 'own shared platform',
  builderA: 'own shared platform',
  supportA: 'own shared platform',
  builderAB: 'own shared other platform',
  supportAB: 'own shared other platform',
  builder0: 'platform',
  odd: '',
};

/** Resolved: as used, but for the key that is limited to one connection. */
export const resolved: Table = { ...used, workOne: 'own' };

const everyEntry = 'boundOwn boundShared boundOther boundPlatform loose ofOwn ofShared ofOther ofNone';
const entriesOfA = 'boundOwn boundShared boundPlatform ofOwn ofShared';
const entriesOfAB = 'boundOwn boundShared boundOther boundPlatform ofOwn ofShared ofOther';

export const shownEntries: Table = {
  ...nobody,
  admin: everyEntry,
  keyAll: everyEntry,
  keyA: entriesOfA,
  builderA: entriesOfA,
  supportA: entriesOfA,
  builderAB: entriesOfAB,
  supportAB: entriesOfAB,
  builder0: 'boundPlatform',
};

/** Cleared: whoever lives on an entry must be theirs. */
export const clearedEntries: Table = {
  ...nobody,
  admin: everyEntry,
  keyAll: everyEntry,
  keyA: 'boundOwn ofOwn',
  builderA: '',
  supportA: 'boundOwn ofOwn',
  builderAB: '',
  supportAB: 'boundOwn boundShared boundOther ofOwn ofShared ofOther',
  builder0: '',
};

/** Whether a table lets a caller have a thing. */
export function has(table: Table, caller: CallerName, thing: string): boolean {
  return table[caller].split(' ').includes(thing);
}

/** The things of a table that a caller has, in its order. */
export function listed(table: Table, caller: CallerName): string[] {
  return table[caller].split(' ').filter((thing) => thing !== '');
}

/** The outcome for one thing: by role, then whether it is seen, then whether it may be done. */
export function decided(
  caller: CallerName,
  thing: string,
  { who, see, may }: { who: readonly CallerName[]; see?: Table; may?: Table },
): Outcome {
  if (!who.includes(caller)) return 'forbidden';
  if (see && !has(see, caller, thing)) return 'not_found';
  return may && !has(may, caller, thing) ? 'forbidden' : 'allowed';
}

/** Projects of a thing, as an event shows whose it is. */
export const placeOf: Record<Thing, string> = {
  own: 'A',
  shared: 'A B',
  other: 'B',
  platform: 'platform',
  none: '',
};

/** The same of something that was one thing and becomes another: both see the event. */
export function placeOfBoth(before: Thing, after: Thing): string {
  const words = new Set([...placeOf[before].split(' '), ...placeOf[after].split(' ')].filter(Boolean));
  return [...words].sort().join(' ');
}

/** Of an entry: of whose connections are bound to it, where its secret manager is the platform's. */
export const placeOfEntry: Record<EntryThing, string> = {
  boundOwn: 'A',
  boundShared: 'A B',
  boundOther: 'B',
  boundPlatform: 'platform',
  loose: '',
  ofOwn: 'A',
  ofShared: 'A B',
  ofOther: 'B',
  ofNone: '',
};
