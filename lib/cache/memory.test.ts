import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { anyId, tellNews } from '@/lib/platform/news';
import {
  entriesHeld,
  forget,
  forgetAll,
  forgetManager,
  memorySize,
  noteUse,
  recall,
  remember,
  takeBack,
} from './memory';
import { testEntry } from './testing/entry';

let managerId: string;
const entry = (key: string, generation: bigint, more: { managerId?: string; revision?: number } = {}) =>
  testEntry({ key, managerId, generation, ...more });

beforeEach(() => {
  managerId = randomUUID();
  forgetAll();
});

describe('a slow old answer', () => {
  it('never overwrites a newer one', () => {
    remember(entry('k', 7n));
    remember(entry('k', 6n));
    expect(recall('k')?.generation).toBe(7n);
    remember(entry('k', 8n));
    expect(recall('k')?.generation).toBe(8n);
  });

  it('does not come back after a clear of its entry, or of all of its secret manager, that it was asked for before', () => {
    remember(entry('k', 3n));
    forget(entry('k', 3n), 5n);
    for (const late of [3n, 4n, 5n]) remember(entry('k', late));
    expect(recall('k')).toBeUndefined();
    remember(entry('k', 6n));
    expect(recall('k')?.generation).toBe(6n);

    forgetManager(managerId, 9n);
    for (const late of [7n, 9n]) remember(entry('k', late));
    expect(recall('k')).toBeUndefined();
    remember(entry('k', 10n));
    expect(recall('k')?.generation).toBe(10n);
  });

  it('is barred by the latest clear, in whatever order clears are heard of', () => {
    forgetManager(managerId, 9n);
    forgetManager(managerId, 4n);
    remember(entry('k', 8n));
    expect(recall('k')).toBeUndefined();
  });

  it('is barred for its own secret manager alone', () => {
    forgetManager(managerId, 9n);
    remember(entry('k', 2n, { managerId: randomUUID() }));
    expect(recall('k')?.generation).toBe(2n);
  });
});

describe('a clear', () => {
  it('of a secret manager leaves those of others', () => {
    remember(entry('mine', 1n));
    remember(entry('other', 1n, { managerId: randomUUID() }));
    forgetManager(managerId, 2n);
    expect(recall('mine')).toBeUndefined();
    expect(recall('other')).toBeDefined();
  });
});

describe('an answer that did not get into the table', () => {
  it('is taken back, and a newer one in its place is not', () => {
    remember(entry('k', 4n));
    takeBack('k', 4n);
    expect(recall('k')).toBeUndefined();
    remember(entry('k', 5n));
    takeBack('k', 4n);
    expect(recall('k')?.generation).toBe(5n);
  });
});

describe('what another process did', () => {
  it('clears a secret manager with its bar, drops one entry that was written, and after a gap everything', () => {
    remember(entry('k', 1n));
    tellNews({ topic: 'cache', id: managerId, fence: '3' });
    expect(recall('k')).toBeUndefined();
    remember(entry('k', 3n));
    expect(recall('k')).toBeUndefined();

    remember(entry('k', 4n));
    remember(entry('l', 4n));
    tellNews({ topic: 'connection', id: managerId });
    expect(recall('k')).toBeDefined();
    tellNews({ topic: 'cache', id: managerId, key: 'k' });
    expect(recall('k')).toBeUndefined();
    expect(recall('l')).toBeDefined();

    tellNews({ topic: 'cache', id: anyId });
    expect(memorySize().count).toBe(0);
  });
});

describe('entries held', () => {
  it('are those of one secret manager at one revision, with when they were last read, over a new answer too', () => {
    remember(entry('now', 1n, { revision: 2 }));
    remember(entry('before', 1n, { revision: 1 }));
    remember(entry('other', 1n, { revision: 2, managerId: randomUUID() }));
    noteUse('now', 50);
    noteUse('now', 20);
    remember(entry('now', 2n, { revision: 2 }));
    expect(entriesHeld(managerId, 2).map(({ entry: { key }, usedAtMs }) => ({ key, usedAtMs }))).toEqual([
      { key: 'now', usedAtMs: 50 },
    ]);
  });
});
