import { describe, expect, it } from 'vitest';
import { tidyPastedReference } from './references';

describe('tidyPastedReference', () => {
  it.each([
    ['  op://v/i/f\n', 'op://v/i/f'],
    ['"op://v/i/f"', 'op://v/i/f'],
    ["'op://v/i/f '", 'op://v/i/f '],
    ['“op://v/i/f”', '“op://v/i/f”'],
  ])('makes %j %j', (pasted, tidy) => {
    expect(tidyPastedReference(pasted)).toBe(tidy);
  });
});
