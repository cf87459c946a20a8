import { randomUUID } from 'node:crypto';
import { expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import type { Keeping } from './keep';
import { keepApart } from './keep-apart';
import { getCached } from './memory';
import { nextGeneration } from './table';
import { testEntry } from './testing/entry';

useTestDatabase();

it.each([
  ['a NUL in a title', { titles: { vault: 'V', item: 'a\u0000b', field: 'F' } }, 'V/I/F'],
  ['half a surrogate pair in a title', { titles: { vault: 'V', item: 'cut \ud83d', field: 'F' } }, 'V/I/F'],
  ['a NUL in what is shown', {}, 'V/a\u0000b/F'],
  ['a number that is out of range', { itemVersion: 2 ** 31 }, 'V/I/F'],
])('%s keeps no other answer of the same read from being kept', async (_what, odd, shown) => {
  const managerId = await makeManagerRow();
  const generation = await nextGeneration();
  const keepings = Array.from({ length: 20 }, (_, at): Keeping => {
    const key = randomUUID();
    const entry = testEntry({ key, managerId, generation, ...(at === 13 ? odd : {}) });
    return { entry, shownReference: at === 13 ? shown : 'V/I/F' };
  });
  const kept = await keepApart(managerId, 1, generation, keepings);
  expect(kept).toEqual({ isKept: true, refused: keepings.slice(13, 14) });
  const sound = keepings.filter((_, at) => at !== 13).map(({ entry }) => entry.key);
  expect(await database().cacheEntry.count({ where: { key: { in: sound } } })).toBe(19);
  expect(sound.every((key) => getCached(key) !== undefined)).toBe(true);
});

it('divides nothing when the database cannot be asked', async () => {
  const managerId = await makeManagerRow();
  const generation = await nextGeneration();
  const keepings = [1, 2].map((at): Keeping => {
    const entry = testEntry({ key: randomUUID(), managerId, generation });
    // Not a refused value: the statement itself fails.
    return {
      entry: { ...entry, fetchedAtMs: at === 1 ? Number.NaN : 0 },
      shownReference: 'V/I/F',
    };
  });
  await expect(keepApart(managerId, 1, generation, keepings)).rejects.toThrow(RangeError);
});
