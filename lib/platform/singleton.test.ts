import { afterEach, describe, expect, it, vi } from 'vitest';
import { dropSingleton, findSingleton, once, replaceSingleton } from './singleton';

const name = 'singleton.test';
afterEach(() => dropSingleton(name));

describe('once', () => {
  it('makes a thing at the first call and gives the same one at every later call', () => {
    const first = once(name, () => ({}));
    expect(once(name, () => ({}))).toBe(first);
  });

  it('remembers a thing that is undefined', () => {
    let calls = 0;
    const make = () => {
      calls += 1;
    };
    once(name, make);
    once(name, make);
    expect(calls).toBe(1);
  });

  it('remembers nothing when the making fails', () => {
    const fail = () => {
      throw new Error('not now');
    };
    expect(() => once(name, fail)).toThrow('not now');
    expect(once(name, () => 'later')).toBe('later');
  });

  it('is shared by another instance of this module, as the console and the server have', async () => {
    const mine = once(name, () => ({}));
    vi.resetModules();
    const other = await import('./singleton');
    expect(other.once).not.toBe(once);
    expect(other.findSingleton(name)).toBe(mine);
  });
});

describe('replaceSingleton and dropSingleton', () => {
  it('put another thing in its place, and take it away', () => {
    once(name, () => 'old');
    replaceSingleton(name, 'new');
    expect(findSingleton(name)).toBe('new');
    dropSingleton(name);
    expect(findSingleton(name)).toBeUndefined();
  });
});
