import { groupBy } from '@/lib/kernel/group-by';
import { ifAttached } from '@/lib/platform/if-attached';
import { runExclusive } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import type { Entry } from './entry';
import type { Keeping } from './keep';
import { type Kept, keepApart } from './keep-apart';
import { forgetUnwritten, putUnwritten } from './memory';
import { nextGeneration } from './table';

interface Held {
  managerId: string;
  revision: number;
  generation: bigint;
  /** When it was asked for, milliseconds since the epoch. */
  askedAtMs: number;
  keeping: Keeping;
}

const held = () => once('detached-answers', () => new Map<string, Held>());
const most = 20_000;
const mostAtOnce = 500;

/**
 * Keeps answers that came while the database is away: in memory, and by `writeDetached` in the table once it is back.
 */
export function holdDetached(of: Omit<Held, 'keeping'>, keepings: readonly Keeping[]): Kept {
  for (const keeping of keepings) {
    const { key } = keeping.entry;
    if (held().size >= most && !held().has(key)) continue;
    putUnwritten(keeping.entry);
    held().set(key, { ...of, keeping });
  }
  return { isKept: true, refused: [] };
}

/**
 * Writes what was learnt while the database was away, as far as nothing newer stands there. From then on the table tells it. Does
 * nothing while it is away still. Their number is one of before, so times tell what is newer, and `renumber` seals them under a
 * number of now: who has seen a greater one under that key takes nothing smaller. Never fails: what is not written is tried again.
 */
export function writeDetached(renumber: Renumber): Promise<void> {
  return runExclusive(
    'detached-answers',
    () => writeAll(renumber),
    (inside) => log.warn('secrets.not-written', { inside }),
  );
}

type Renumber = (entry: Entry, generation: bigint) => Entry | undefined;

async function writeAll(renumber: Renumber): Promise<void> {
  const groups = groupBy([...held().values()], ({ managerId, revision, generation }) =>
    [managerId, revision, generation].join(' '),
  );
  for (const group of groups.values()) {
    for (let from = 0; from < group.length; from += mostAtOnce) {
      const answers = group.slice(from, from + mostAtOnce);
      const kept = await ifAttached(
        () => writeSome(answers, renumber),
        () => undefined,
      );
      if (!kept) return;
      for (const answer of answers) {
        const { key } = answer.keeping.entry;
        // One that came meanwhile waits for the next time.
        if (held().get(key) !== answer) continue;
        held().delete(key);
        forgetUnwritten(key, kept.isKept);
      }
    }
  }
}

/** Writes answers that were asked for at one number of before. */
async function writeSome(answers: readonly Held[], renumber: Renumber): Promise<Kept> {
  const [first] = answers;
  if (!first) return { isKept: true, refused: [] };
  const generation = await nextGeneration();
  const keepings = answers.flatMap(({ keeping }) => {
    const entry = renumber(keeping.entry, generation);
    return entry ? [{ ...keeping, entry }] : [];
  });
  const askedAtMs = new Map(answers.map(({ keeping, askedAtMs: ms }) => [keeping.entry.key, ms]));
  const late = { askedAtMs, numberBefore: first.generation };
  return keepApart(first.managerId, first.revision, generation, keepings, { late });
}

/** What is not in the table yet, for a start while the database is away. */
export const detachedSnapshot: SnapshotPart = {
  name: 'detached-answers',
  take: () => [...held().values()].map((value) => ({ value })),
  put(value) {
    const { keeping, ...of } = asTaken(value);
    holdDetached(of, [keeping]);
  },
};

/** Guarantee: what `take` gave. */
function asTaken(value: unknown): Held {
  return value as Held;
}
