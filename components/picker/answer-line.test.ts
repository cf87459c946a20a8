import { expect, it } from 'vitest';
import { sourceText } from './answer-line';

it('a value of the cache is so old, and what the secret manager was asked for was seen so long ago', () => {
  expect(sourceText('provider', 12)).toBe('looked up in the secret manager just now');
  expect(sourceText('provider', 60_000)).toBe('seen in the secret manager 1 min ago');
  expect(sourceText('table', 60_000)).toBe('from the cache, 1 min old');
  expect(sourceText('memory', 12)).toBe('from the cache, just now');
});
