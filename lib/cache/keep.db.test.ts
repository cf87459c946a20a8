import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { database, transaction } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { makeManagerRow } from '@/lib/platform/testing/manager-row';
import type { ValueEntry } from './entry';
import { keepEntries } from './keep';
import { forgetAll, getCached, putCached } from './memory';
import { clearEntryRows, nextGeneration } from './table';
import { testEntry } from './testing/entry';
import { touchEntries } from './touch';

useTestDatabase();

let managerId: string;
let key: string;
beforeEach(async () => {
  managerId = await makeManagerRow();
  key = randomUUID();
  forgetAll();
});

const entryOf = (generation: bigint, more: Partial<ValueEntry> = {}) =>
  testEntry({ key, managerId, generation, ...more });

/** Keeps an answer that was asked for at a generation, under a revision of the credential. */
function keep(generation: bigint, { revision = 1, ...more }: Partial<ValueEntry> = {}): Promise<boolean> {
  const keeping = {
    entry: entryOf(generation, { revision, ...more }),
    shownReference: 'V/I/F',
  };
  return keepEntries(managerId, revision, generation, [keeping]);
}

const rowOf = () => database().cacheEntry.findUnique({ where: { key } });
const generationOf = async () => (await rowOf())?.generation;
const clear = () => transaction((tx) => clearEntryRows(tx, managerId, 'all'));
const replaceToken = () =>
  database().secretManager.update({
    where: { id: managerId },
    data: { credentialRevision: { increment: 1 } },
  });

describe('an answer', () => {
  it('that is older than the one in the table does not overwrite it', async () => {
    const [older, newer] = [await nextGeneration(), await nextGeneration()];
    await keep(newer, { fieldType: 'newer' });
    await keep(older, { fieldType: 'older' });
    expect(await rowOf()).toMatchObject({ generation: newer, fieldType: 'newer' });
    const newest = await nextGeneration();
    await keep(newest, { fieldType: 'newest' });
    expect(await rowOf()).toMatchObject({ generation: newest, fieldType: 'newest' });
  });

  it('that was asked for before a clear is not kept, one asked for after it is', async () => {
    const before = await nextGeneration();
    const { fence } = await clear();
    expect(await keep(before)).toBe(false);
    expect(await keep(fence)).toBe(false);
    expect(await rowOf()).toBeNull();
    expect(getCached(key)).toBeUndefined();
    expect(await keep(await nextGeneration())).toBe(true);
    expect(getCached(key)).toBeDefined();
  });

  it('that another token gave is not kept, nor that of a secret manager that is gone', async () => {
    await replaceToken();
    expect(await keep(await nextGeneration(), { revision: 1 })).toBe(false);
    expect(await keep(await nextGeneration(), { revision: 3 })).toBe(false);
    expect(await rowOf()).toBeNull();
    expect(await keep(await nextGeneration(), { revision: 2 })).toBe(true);
    await database().secretManager.delete({ where: { id: managerId } });
    expect(await keep(await nextGeneration(), { revision: 2 })).toBe(false);
  });
});

describe('a clear', () => {
  it('of some entries leaves the others, and those of other secret managers whatever keys are named', async () => {
    await keep(await nextGeneration());
    const stranger = await makeManagerRow();
    const { cleared } = await transaction((tx) => clearEntryRows(tx, stranger, [key]));
    expect(cleared).toBe(0);
    await transaction((tx) => clearEntryRows(tx, managerId, ['another']));
    expect(await rowOf()).not.toBeNull();
    expect((await clear()).cleared).toBe(1);
    expect(await rowOf()).toBeNull();
  });
});

describe('a look that found no change', () => {
  const atMs = 5_000_000;
  const touch = (generation: bigint, credentialRevision = 1) =>
    touchEntries({ id: managerId, credentialRevision }, [key], { generation, atMs });
  const fetchedAtMs = async () => (await rowOf())?.fetchedAt.getTime();

  it('makes an entry young in the table and in memory', async () => {
    await keep(await nextGeneration());
    const look = await nextGeneration();
    await touch(look);
    expect(await fetchedAtMs()).toBe(atMs);
    expect(await generationOf()).toBe(look);
    expect(getCached(key)).toMatchObject({ fetchedAtMs: atMs, generation: look });
  });

  it('does not make a newer answer older', async () => {
    const look = await nextGeneration();
    const newer = await nextGeneration();
    await keep(newer);
    await touch(look);
    expect(await fetchedAtMs()).toBe(1_000_000);
    expect(await generationOf()).toBe(newer);
    expect(getCached(key)).toMatchObject({ fetchedAtMs: 1_000_000, generation: newer });
  });

  it('is of no use after a clear since it began, or under another token', async () => {
    const early = await nextGeneration();
    await clear();
    await keep(await nextGeneration());
    await touch(early);
    expect(await fetchedAtMs()).toBe(1_000_000);
    const look = await nextGeneration();
    await database().secretManager.update({ where: { id: managerId }, data: { cacheFence: look } });
    await touch(look);
    expect(await fetchedAtMs()).toBe(1_000_000);
    await replaceToken();
    await touch(await nextGeneration(), 1);
    expect(await fetchedAtMs()).toBe(1_000_000);
    expect(getCached(key)?.fetchedAtMs).toBe(1_000_000);
    await touch(await nextGeneration(), 2);
    expect(await fetchedAtMs()).toBe(atMs);
  });

  it('leaves an absence as it is', async () => {
    await keep(await nextGeneration());
    await database().cacheEntry.update({
      where: { key },
      data: { state: 'absent', absentCode: 'secret_not_found' },
    });
    await touch(await nextGeneration());
    expect(await fetchedAtMs()).toBe(1_000_000);
  });

  it('leaves an answer alone that came into memory meanwhile', async () => {
    await keep(await nextGeneration());
    const look = await nextGeneration();
    // The newer one is told before it is written.
    putCached(entryOf(look + 5n));
    await touch(look);
    expect(getCached(key)).toMatchObject({ generation: look + 5n, fetchedAtMs: 1_000_000 });
  });
});
