import { expect, it } from 'vitest';
import { cleanTitle } from './clean-title';

it.each([
  ['NUL', 'a\u0000b', 'a\ufffdb'],
  ['control characters', 'a\u001b[31m\u007f\u0085', 'a\ufffd[31m\ufffd\ufffd'],
  ['half a surrogate pair', 'cut \ud83d', 'cut \ufffd'],
  ['the other half', '\ude00 cut', '\ufffd cut'],
  ['what turns the direction of writing', '\u202eexe.txt\u2066', '\ufffdexe.txt\ufffd'],
  ['separators of lines', 'a\nb\u2028c', 'a\ufffdb\ufffdc'],
])('replaces %s, so that no title turns into another one', (_what, text, clean) => {
  expect(cleanTitle(text)).toBe(clean);
});

it('leaves what people write as it is', () => {
  const titles = ['Stripe (EU) – “live”', 'Zürich', '北京', '👩‍👩‍👧‍👦 Team', 'é̂', ''];
  expect(titles.map(cleanTitle)).toEqual(titles);
});

it('cuts a title that is too long, with no half character left at its end', () => {
  expect(cleanTitle('x'.repeat(300))).toHaveLength(300);
  expect(cleanTitle('x'.repeat(301))).toBe(`${'x'.repeat(299)}…`);
  expect(cleanTitle('x'.repeat(1_000_000))).toHaveLength(300);
  expect(cleanTitle(`${'x'.repeat(298)}😀😀`)).toBe(`${'x'.repeat(298)}\ufffd…`);
});
