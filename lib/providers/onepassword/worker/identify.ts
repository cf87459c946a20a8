import { matchEntry } from '@/lib/providers/onepassword/items/match-entry';
import type { CallAnswer, IdentifyAnswer } from '@/lib/providers/onepassword/protocol';
import type { Reference } from '@/lib/providers/op/reference';
import { foundOf } from './found';
import { keyOfPlace } from './item-place';
import { placeSeen } from './locate';
import { readWithNeighbours } from './read-ahead';
import { resolveReferences } from './resolve';
import type { Job } from './sdk-call';
import { type SeenEntry, seenSince } from './seen';

/** Identifying under way. What is answered in time can be taken from it at any moment. */
export interface Identifying {
  /** What was seen lately tells: one place for each reference. */
  seen: (IdentifyAnswer | undefined)[];
  /** The places of the others, and their answers as they come. */
  others: number[];
  answers: (CallAnswer | undefined)[];
}

/** What references name, as far as it was seen lately. Asks nothing. */
export function identifySeen(job: Job, references: readonly Reference[]): (IdentifyAnswer | undefined)[] {
  return references.map((reference) => seenAnswer(job, reference));
}

/** What references name: by what was seen lately, and what that does not tell by reading the items. */
export async function identifyReferences(
  job: Job,
  references: readonly Reference[],
  { identifying, titlesWithinMs }: { identifying: Identifying; titlesWithinMs: number },
): Promise<void> {
  const { seen, others, answers } = identifying;
  const asked: Reference[] = [];
  for (const [index, reference] of references.entries()) {
    seen[index] = seenAnswer(job, reference);
    if (seen[index]) continue;
    others.push(index);
    asked.push(reference);
  }
  if (asked.length === 0) return;
  await resolveReferences(job, asked, { answers, titlesWithinMs, read: readWithNeighbours });
}

/** The answers that are there, in the order asked. Undefined: there is none yet. */
export function answersOf({ seen, others, answers }: Identifying, nowMs: number) {
  const all = [...seen];
  for (const [at, index] of others.entries()) {
    const answer = answers[at];
    if (answer) all[index] = readAt(answer, nowMs);
  }
  return all;
}

/** An answer of a read as one of identifying. */
export function readAt(answer: CallAnswer | undefined, nowMs: number): IdentifyAnswer | undefined {
  return answer?.ok ? { ...answer, readAtMs: nowMs } : answer;
}

function seenAnswer(job: Job, reference: Reference): IdentifyAnswer | undefined {
  const place = placeSeen(job, reference);
  const held = place && job.account.seen.items.get(keyOfPlace(place));
  const item = seenSince(held, job.seenSinceMs);
  if (!held || !item || !job.account.titles.byId.has(item.frame.vaultId)) return undefined;
  const entry = matchEntry(item.frame, item.entries, reference);
  const seen = entry && item.entries.find((each) => each === entry);
  if (!seen || !isReadable(seen, reference)) return undefined;
  const found = foundOf(job, { item: item.frame, entries: item.entries, reference }, seen);
  return { ok: true, found, readAtMs: held.atMs };
}

/** As far as the item itself gave it: of the rest only a read can tell. */
function isReadable({ gives }: SeenEntry, { attribute }: Reference): boolean {
  switch (attribute) {
    case undefined:
      return gives.value;
    case 'otp':
      return gives.code;
    case 'openssh':
      return false;
  }
}
