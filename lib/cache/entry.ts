import type { ErrorCode } from '@/lib/kernel/error-codes';
import type { Message } from '@/lib/kernel/message';

/** Titles of what a reference names, as people read them. */
export interface EntryTitles {
  vault: string;
  item: string;
  section?: string;
  field: string;
}

interface EntryBase {
  /** HMAC of manager, revision and reference: see key.ts. */
  key: string;
  managerId: string;
  revision: number;
  /** Canonical text of the reference as it was asked for. */
  reference: string;
  /** When the answer came, milliseconds since the epoch. */
  fetchedAtMs: number;
  /** Number of the sequence cache_generation, taken before asking. */
  generation: bigint;
}

export interface ValueEntry extends EntryBase {
  state: 'value';
  sealed: Uint8Array;
  /** The generation of the answer that was sealed. `generation` is raised too when a look finds no change. */
  sealedVersion: bigint;
  boundReference: string;
  titles: EntryTitles;
  fieldType: string;
  itemVersion: number;
  itemUpdatedAt: string;
  /** Keyed: another one is another value. Null: it was kept without. */
  fingerprint: string | null;
}

export interface AbsentEntry extends EntryBase {
  state: 'absent';
  code: ErrorCode;
  /** What exactly is missing. */
  says?: Message;
  /** How many times in a row it was absent: the remembered time doubles with each. */
  count: number;
}

/** What the cache holds of one reference: a sealed value, or a remembered "does not exist" or "not permitted". */
export type Entry = ValueEntry | AbsentEntry;

/**
 * Which answer of an entry it is: another one differs in one of the two. What is asked while the database is away has one generation
 * for all, so the time belongs to it.
 */
export type AnswerId = Pick<EntryBase, 'generation' | 'fetchedAtMs'>;

/** Whether both are one answer. */
export function isSameAnswer(one: AnswerId, other: AnswerId): boolean {
  return one.generation === other.generation && one.fetchedAtMs === other.fetchedAtMs;
}

/** The same in every process: the table keeps whole milliseconds. */
export function answerText({ generation, fetchedAtMs }: AnswerId): string {
  return `${generation} ${Math.floor(fetchedAtMs)}`;
}
