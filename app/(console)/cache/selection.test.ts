import { describe, expect, it } from 'vitest';
import { between } from './selection';

const rows = ['a', 'b', 'c', 'd'].map((id) => ({ id }));

describe('a range of rows', () => {
  it('goes both ways, its ends with it', () => {
    expect(between(rows, 'b', 'd')).toEqual(['b', 'c', 'd']);
    expect(between(rows, 'd', 'b')).toEqual(['b', 'c', 'd']);
  });

  it('is the row alone when where it began is gone', () => {
    expect(between(rows, 'x', 'c')).toEqual(['c']);
    expect(between(rows, undefined, 'c')).toEqual(['c']);
  });
});
