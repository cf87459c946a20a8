import { describe, expect, it } from 'vitest';
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
