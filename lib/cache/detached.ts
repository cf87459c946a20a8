import { groupBy } from '@/lib/kernel/group-by';
import { ifAttached } from '@/lib/platform/if-attached';
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
 * number of now: who has seen a greater one under that key takes nothing smaller.
 */
export async function writeDetached(
  renumber: (entry: Entry, generation: bigint) => Entry | undefined,
): Promise<void> {
  const groups = groupBy([...held().values()], ({ managerId, revision, generation, askedAtMs }) =>
    [managerId, revision, generation, askedAtMs].join(' '),
  );
  for (const answers of groups.values()) {
    const [first] = answers;
    if (!first) continue;
    const written = await ifAttached(
      async () => {
        const generation = await nextGeneration();
        const keepings = answers.flatMap(({ keeping }) => {
          const entry = renumber(keeping.entry, generation);
          return entry ? [{ ...keeping, entry }] : [];
        });
        const late = { askedAtMs: first.askedAtMs, numberBefore: first.generation };
        await keepApart(first.managerId, first.revision, generation, keepings, { late });
        return true;
      },
      () => false,
    );
    if (!written) return;
    for (const answer of answers) {
      const { key } = answer.keeping.entry;
      // One that came meanwhile waits for the next time.
      if (held().get(key) !== answer) continue;
      held().delete(key);
      forgetUnwritten(key);
    }
  }
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
