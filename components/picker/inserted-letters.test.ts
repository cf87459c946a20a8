import { expect, it } from 'vitest';
import { insertedLetters } from './inserted-letters';

it.each([
  ['op://a/b/c', 'op://a/b/cd', 1],
  ['op://a/b/c', 'op://a/bb/c', 1],
  ['op://a/b/cdef', 'op://a/b/', 0],
  ['op://a/b/cdef', 'op://a/b/x', 1],
  ['', 'op://a/b/c', 10],
  ['something much longer than it', 'op://a/b/c', 10],
])('from “%s” to “%s”', (before, after, inserted) => {
  expect(insertedLetters(before, after)).toBe(inserted);
});
