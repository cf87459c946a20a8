import { groupBy } from '@/lib/kernel/group-by';
import { ifAttached } from '@/lib/platform/if-attached';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import type { Keeping } from './keep';
import { type Kept, keepApart } from './keep-apart';
import { forgetUnwritten, putUnwritten } from './memory';

interface Held {
  managerId: string;
  revision: number;
  generation: bigint;
  keeping: Keeping;
}

const held = () => once('detached-answers', () => new Map<string, Held>());
const most = 20_000;

/**
 * Keeps answers that came while the database is away: in memory, and by `writeDetached` in the table once it is back. They are
 * ordered by the number that they were asked at, as all answers are.
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
 * nothing while it is away still.
 */
export async function writeDetached(): Promise<void> {
  const groups = groupBy([...held().values()], ({ managerId, revision, generation }) =>
    [managerId, revision, generation].join(' '),
  );
  for (const answers of groups.values()) {
    const [first] = answers;
    if (!first) continue;
    const keepings = answers.map(({ keeping }) => keeping);
    const written = await ifAttached(
      async () => {
        await keepApart(first.managerId, first.revision, first.generation, keepings);
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
