import { getCached } from '@/lib/cache/memory';
import { clock } from '@/lib/platform/clock';
import { once } from '@/lib/platform/singleton';
import type { FoundReference } from '@/lib/providers/contract';
import type { CacheLookup } from './cache-lookup';
import type { Titles } from './schema';

/** What an answer of the provider told of a reference besides its value. */
export interface LearnedName {
  managerId: string;
  /** As it was asked for, in canonical form. */
  text: string;
  /** The same by ids. */
  reference: string;
  titles: Titles;
  atMs: number;
}

// Beyond this, between two looks, the next scan tells.
const mostHeld = 20_000;

const held = () => once('learned-names', () => new Map<string, LearnedName>());

/** Remembers how a reference is called now, if that is not what memory has of it. To be called before the answer is kept. */
export function learnName(managerId: string, want: CacheLookup, { bound, names }: FoundReference): void {
  const known = getCached(want.key);
  if (known?.state === 'value' && bound === want.text && isSameName(known.titles, names)) return;
  const map = held();
  if (map.size >= mostHeld && !map.has(want.key)) return;
  map.set(want.key, { managerId, text: want.text, reference: bound, titles: names, atMs: clock().now() });
}

/** What was learned since this was asked last. */
export function takeLearnedNames(): LearnedName[] {
  const learned = [...held().values()];
  held().clear();
  return learned;
}

/** Whether people read the same in both. */
export function isSameName(one: Titles | undefined, other: Titles): boolean {
  return (
    one?.vault === other.vault &&
    one.item === other.item &&
    (one.section ?? '') === (other.section ?? '') &&
    one.field === other.field
  );
}
