import { expect, it } from 'vitest';
import { highestSeen, isNewestSeen, noteSeen } from './seen-versions';

it('a version is the newest until a higher one is seen in its place', () => {
  expect(isNewestSeen('cache_entry', 'k', 5n)).toBe(true);
  expect(isNewestSeen('cache_entry', 'k', 5n)).toBe(true);
  expect(isNewestSeen('cache_entry', 'k', 4n)).toBe(false);
  noteSeen('cache_entry', 'k', 7n);
  expect(isNewestSeen('cache_entry', 'k', 6n)).toBe(false);
  noteSeen('cache_entry', 'k', 3n);
  expect(highestSeen('cache_entry', 'k')).toBe(7n);
});

it('places and tables are told apart', () => {
  noteSeen('cache_entry', 'p', 9n);
  expect(isNewestSeen('cache_entry', 'q', 1n)).toBe(true);
  expect(isNewestSeen('connection_field', 'p', 1n)).toBe(true);
});
