import { isRefusedValue } from '@/lib/platform/refused-value';
import { type Keeping, keepEntries } from './keep';

/** What came of keeping answers. */
export interface Kept {
  /** False: the manager was changed or cleared meanwhile, and nothing was kept. */
  isKept: boolean;
  /** Those that the database does not take as they are. */
  refused: Keeping[];
}

/**
 * Keeps answers as `keepEntries` does. When the database refuses what stands in one of them, the others are kept all the
 * same: they are divided until it is found. Throws when the database cannot be asked.
 */
export async function keepApart(
  managerId: string,
  revision: number,
  generation: bigint,
  keepings: readonly Keeping[],
  options: Parameters<typeof keepEntries>[4] = {},
): Promise<Kept> {
  try {
    return { isKept: await keepEntries(managerId, revision, generation, keepings, options), refused: [] };
  } catch (error) {
    if (!isRefusedValue(error)) throw error;
    if (keepings.length <= 1) return { isKept: true, refused: [...keepings] };
    const middle = Math.ceil(keepings.length / 2);
    const first = await keepApart(managerId, revision, generation, keepings.slice(0, middle), options);
    const second = await keepApart(managerId, revision, generation, keepings.slice(middle), options);
    return { isKept: first.isKept && second.isKept, refused: [...first.refused, ...second.refused] };
  }
}
