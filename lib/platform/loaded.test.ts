import { describe, expect, it } from 'vitest';
import { LatchkeyError } from '@/lib/kernel/errors';
import { keepLoaded } from './loaded';

/** Reads that end when told to. */
function slowReads() {
  const ends: ((row: string | undefined) => void)[] = [];
  const fails: ((error: Error) => void)[] = [];
  const loaded = keepLoaded<string>(
    () =>
      new Promise((resolve, reject) => {
        ends.push(resolve);
        fails.push(reject);
      }),
  );
  return { loaded, ends, fails };
}

describe('keepLoaded', () => {
  it('reads once for all who ask at the same time, and then from memory', async () => {
    const { loaded, ends } = slowReads();
    const asked = [loaded.load('a'), loaded.load('a')];
    expect(loaded.peek('a')).toBeUndefined();
    ends[0]?.('row');
    expect(await Promise.all(asked)).toEqual(['row', 'row']);
    expect(loaded.peek('a')).toBe('row');
    expect(await loaded.load('a')).toBe('row');
    expect(ends).toHaveLength(1);
  });

  it('does not keep what was being read when it was forgotten', async () => {
    const { loaded, ends } = slowReads();
    const old = loaded.load('a');
    loaded.forget('a');
    const anew = loaded.load('a');
    ends[1]?.('new');
    ends[0]?.('old');
    expect([await old, await anew, loaded.peek('a')]).toEqual(['old', 'new', 'new']);
  });

  it('reads again what is in doubt; where the database is away, what was known is given until its time is over', async () => {
    const away = new LatchkeyError('database_unavailable');
    const { loaded, ends, fails } = slowReads();
    const known = ['a', 'b', 'c'].map((id) => loaded.load(id));
    for (const end of ends) end('known');
    await Promise.all(known);
    loaded.forgetAll({ usableUntilMs: performance.now() + 60_000 });
    // Each doubt leaves what is older at its own time.
    loaded.forgetAll({ usableUntilMs: performance.now() });
    expect(loaded.peek('a')).toBeUndefined();

    const next = async (id: string, error?: Error, row?: string) => {
      const loading = loaded.load(id);
      if (error) fails.at(-1)?.(error);
      else ends.at(-1)?.(row);
      return loading;
    };
    expect(await next('a', away)).toBe('known');
    expect(loaded.peek('a')).toBeUndefined();
    await expect(next('a', new Error('other'))).rejects.toThrow('other');
    expect(await next('a', undefined, 'new')).toBe('new');
    loaded.forgetAll({ usableUntilMs: performance.now() });
    await expect(next('a', away)).rejects.toBe(away);

    loaded.forget('b');
    await expect(next('b', away)).rejects.toBe(away);
    expect(await next('c', away)).toBe('known');
    loaded.forgetAll();
    await expect(next('c', away)).rejects.toBe(away);
  });

  it('reads again what was known and is forgotten, and that alone', async () => {
    const rows = new Map([
      ['a', 'a1'],
      ['b', 'b1'],
      ['c', 'c1'],
    ]);
    const reads: string[] = [];
    const read = async (id: string) => {
      reads.push(id);
      return rows.get(id);
    };
    const loaded = keepLoaded(read, { staysKnown: () => true, afterDoubtMs: 20 });
    for (const id of rows.keys()) await loaded.load(id);
    await loaded.bringIn(['a', 'd']);
    for (const id of rows.keys()) rows.set(id, `${id}2`);
    loaded.forget('a');
    loaded.forget('e');
    loaded.forgetThose((row) => row === 'b1');
    expect(['a', 'b', 'c'].map(loaded.peek)).toEqual([undefined, undefined, 'c1']);
    await expect.poll(() => ['a', 'b', 'c'].map(loaded.peek)).toEqual(['a2', 'b2', 'c1']);
    // What was being read meanwhile may have been of those, what was not there is not asked for.
    expect([...new Set(reads)].join(' ')).toBe('a b c d');
    expect(reads.filter((id) => id === 'c' || id === 'd')).toHaveLength(2);
    rows.delete('a');
    loaded.forgetAll({ usableUntilMs: performance.now() + 60_000 });
    await expect.poll(() => ['a', 'b', 'c'].map(loaded.peek)).toEqual([undefined, 'b2', 'c2']);
    expect(loaded.take()).toHaveLength(2);
    rows.set('c', 'c3');
    loaded.forgetAll();
    await expect.poll(() => loaded.peek('c')).toBe('c3');
  });

  it('reads again what changes while it is brought in', async () => {
    let row = 'old';
    let reads = 0;
    const read = async () => {
      reads += 1;
      const found = row;
      await new Promise((resolve) => setTimeout(resolve, 50));
      return found;
    };
    const loaded = keepLoaded(read, { staysKnown: () => true });
    await loaded.load('a');
    loaded.forget('a');
    await expect.poll(() => reads, { interval: 5 }).toBe(2);
    row = 'new';
    loaded.forget('a');
    await expect.poll(() => loaded.peek('a')).toBe('new');
  });

  it('goes on bringing in after a time in which there was nothing to do, and after an outage', async () => {
    let isAway = false;
    const read = async (id: string) => {
      if (isAway) throw new LatchkeyError('database_unavailable');
      return id;
    };
    const loaded = keepLoaded(read, { staysKnown: () => true, afterDoubtMs: 20 });
    await loaded.load('a');
    await loaded.bringIn([]);
    await loaded.bringIn(['a']);
    loaded.forget('a');
    await expect.poll(() => loaded.peek('a')).toBe('a');
    isAway = true;
    loaded.forget('a');
    await loaded.bringIn(['b']);
    expect([loaded.peek('a'), loaded.peek('b')]).toEqual([undefined, undefined]);
    isAway = false;
    loaded.forgetAll({ usableUntilMs: performance.now() + 60_000 });
    await expect.poll(() => [loaded.peek('a'), loaded.peek('b')]).toEqual(['a', 'b']);
  });

  it('remembers neither an absence nor a failure', async () => {
    const { loaded, ends, fails } = slowReads();
    const none = loaded.load('a');
    ends[0]?.(undefined);
    expect(await none).toBeUndefined();
    const failed = loaded.load('a');
    fails[1]?.(new Error('gone'));
    await expect(failed).rejects.toThrow('gone');
    const third = loaded.load('a');
    ends[2]?.('row');
    expect(await third).toBe('row');
  });
});
