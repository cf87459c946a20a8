import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import { allIds, publishLocally } from '@/lib/platform/invalidation';
import {
  entriesHeld,
  forget,
  forgetAll,
  forgetManager,
  forgetUnwritten,
  getCached,
  getDetached,
  memorySize,
  noteUse,
  putCached,
  putUnwritten,
  rollBackCached,
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
    putCached(entry('k', 7n));
    putCached(entry('k', 6n));
    expect(getCached('k')?.generation).toBe(7n);
    putCached(entry('k', 8n));
    expect(getCached('k')?.generation).toBe(8n);
  });

  it('does not come back after a clear of its entry, or of all of its secret manager, that it was asked for before', () => {
    putCached(entry('k', 3n));
    forget(entry('k', 3n), 5n);
    for (const late of [3n, 4n, 5n]) putCached(entry('k', late));
    expect(getCached('k')).toBeUndefined();
    putCached(entry('k', 6n));
    expect(getCached('k')?.generation).toBe(6n);

    forgetManager(managerId, 9n);
    for (const late of [7n, 9n]) putCached(entry('k', late));
    expect(getCached('k')).toBeUndefined();
    putCached(entry('k', 10n));
    expect(getCached('k')?.generation).toBe(10n);
  });

  it('is barred by the latest clear, in whatever order clears are heard of', () => {
    forgetManager(managerId, 9n);
    forgetManager(managerId, 4n);
    putCached(entry('k', 8n));
    expect(getCached('k')).toBeUndefined();
  });

  it('is barred for its own secret manager alone', () => {
    forgetManager(managerId, 9n);
    putCached(entry('k', 2n, { managerId: randomUUID() }));
    expect(getCached('k')?.generation).toBe(2n);
  });
});

describe('a clear', () => {
  it('of a secret manager leaves those of others', () => {
    putCached(entry('mine', 1n));
    putCached(entry('other', 1n, { managerId: randomUUID() }));
    forgetManager(managerId, 2n);
    expect(getCached('mine')).toBeUndefined();
    expect(getCached('other')).toBeDefined();
  });
});

describe('an answer that did not get into the table', () => {
  it('is taken back, and a newer one in its place is not', () => {
    putCached(entry('k', 4n));
    rollBackCached('k', 4n);
    expect(getCached('k')).toBeUndefined();
    putCached(entry('k', 5n));
    rollBackCached('k', 4n);
    expect(getCached('k')?.generation).toBe(5n);
  });
});

describe('what another process did', () => {
  it('clears a secret manager with its bar, drops one entry that was written, and after a gap everything', () => {
    putCached(entry('k', 1n));
    publishLocally({ topic: 'cache', id: managerId, fence: '3' });
    expect(getCached('k')).toBeUndefined();
    putCached(entry('k', 3n));
    expect(getCached('k')).toBeUndefined();

    putCached(entry('k', 4n));
    putCached(entry('l', 4n));
    publishLocally({ topic: 'connection', id: managerId });
    expect(getCached('k')).toBeDefined();
    publishLocally({ topic: 'cache', id: managerId, key: 'k' });
    expect(getCached('k')).toBeUndefined();
    expect(getCached('l')).toBeDefined();

    publishLocally({ topic: 'cache', id: allIds });
    expect(memorySize().count).toBe(0);
  });
});

describe('what changes may have been missed of', () => {
  const doubt = (forMs: number) =>
    publishLocally({ topic: 'cache', id: allIds, usableUntilMs: performance.now() + forMs });

  it('is used only where the table cannot be asked, and until its time is over', () => {
    putCached(entry('k', 4n));
    putCached(entry('l', 4n));
    doubt(60_000);
    doubt(0);
    putCached(entry('late', 4n));
    doubt(0);
    expect(getCached('k')).toBeUndefined();
    expect(entriesHeld(managerId, 1)).toEqual([]);
    expect(getDetached('k')?.generation).toBe(4n);
    expect(getDetached('late')).toBeUndefined();
    // A second doubt leaves the first one's time, a clear takes it away.
    publishLocally({ topic: 'cache', id: managerId, fence: '9' });
    expect(getDetached('l')).toBeUndefined();
  });

  it('is no absence that may be over, nor what was cleared before it was written', () => {
    putCached({ ...entry('absent', 4n), state: 'absent', code: 'secret_not_found', count: 1 });
    publishLocally({ topic: 'cache', id: managerId, key: 'absent' });
    putUnwritten(entry('cleared', 4n));
    forgetUnwritten('cleared', false);
    expect([getDetached('absent'), getDetached('cleared')]).toEqual([undefined, undefined]);
  });

  it('is what another process has written again, and what this one has written late', () => {
    putCached(entry('theirs', 4n));
    publishLocally({ topic: 'cache', id: managerId, key: 'theirs' });
    putUnwritten(entry('late', 4n));
    forgetUnwritten('late', true);
    for (const key of ['theirs', 'late']) {
      expect(getCached(key)).toBeUndefined();
      expect(getDetached(key)?.generation).toBe(4n);
    }
  });

  it('gives way to what the table has, whatever its number', () => {
    putCached(entry('k', 4n));
    doubt(60_000);
    putCached(entry('k', 3n));
    expect(getCached('k')?.generation).toBe(3n);
  });
});

describe('entries held', () => {
  it('are those of one secret manager at one revision, with when they were last read, over a new answer too', () => {
    putCached(entry('now', 1n, { revision: 2 }));
    putCached(entry('before', 1n, { revision: 1 }));
    putCached(entry('other', 1n, { revision: 2, managerId: randomUUID() }));
    noteUse('now', 50);
    noteUse('now', 20);
    putCached(entry('now', 2n, { revision: 2 }));
    expect(entriesHeld(managerId, 2).map(({ entry: { key }, usedAtMs }) => ({ key, usedAtMs }))).toEqual([
      { key: 'now', usedAtMs: 50 },
    ]);
  });
});
