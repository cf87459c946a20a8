import { Secrets } from '@1password/sdk';
import { describe, expect, it } from 'vitest';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { formatReference, parseReference } from '@/lib/providers/op/reference';
import { type SeededRandom, seededRandom } from './testing/seeded-random';

const pieces = [
  'op://',
  'OP://',
  'op:/',
  'op:',
  '/',
  '//',
  '///',
  '?',
  '??',
  '=',
  '&',
  '#',
  '%',
  '%20',
  ':',
  '@',
  '-',
  '_',
  '.',
  '..',
  ' ',
  '  ',
  '\t',
  '\n',
  '\r',
  '\0',
  'a',
  'Z',
  '0',
  'Vault',
  'My Item',
  'field',
  'é',
  'K',
  'İ',
  '中',
  '🔑',
  '\u00a0',
  '\u200b',
  'aaqaeayeaudaocajbifqydiob4',
  'attribute',
  'otp',
  'totp',
  'OTP',
  'ssh-format',
  'openssh',
  'attribute=otp',
  'attribute=totp',
  'ssh-format=openssh',
  'attribute=type',
  'attribute=',
  '=otp',
  'Attribute=otp',
  'attribute=otp ',
  "'",
  '"',
  '`',
  '(',
  ')',
  '+',
  ',',
  ';',
  '!',
  '~',
  '\\',
  '|',
  '$',
  '*',
  '[',
  ']',
  '{',
  '}',
  '<',
  '>',
  '^',
];

function generate(random: SeededRandom): string {
  if (random.chance(0.2)) return join(random.below(8), () => random.pick(pieces), '');
  const part = () =>
    random.chance(0.85) ? random.pick(['V', 'My Item', 'a.b-c_d', '', ' x ']) : random.pick(pieces);
  const query = random.chance(0.4) ? `?${join(1 + random.below(2), () => random.pick(pieces), '')}` : '';
  return `op://${join(1 + random.below(5), part, '/')}${query}`;
}

function join(count: number, part: () => string, separator: string): string {
  return Array.from({ length: count }, part).join(separator);
}

function sdkAccepts(text: string): boolean {
  try {
    Secrets.validateSecretReference(text);
    return true;
  } catch {
    return false;
  }
}

function weAccept(text: string): boolean {
  try {
    parseReference(text);
    return true;
  } catch (error) {
    if (isLatchkeyError(error) && error.code === 'reference_invalid') return false;
    throw error;
  }
}

describe('the reference grammar', () => {
  it('accepts exactly what the SDK accepts and names a vault, an item and a field, over generated texts', () => {
    const random = seededRandom(20_261_122);
    const counts = { accepted: 0, refused: 0 };
    for (let round = 0; round < 32_000; round += 1) {
      const text = generate(random);
      const accepted = sdkAccepts(text) && !/^op:\/\/(\/|[^/?]+\/(\/|$)|[^?]*\/(\?|$))/.test(text);
      expect(weAccept(text), JSON.stringify(text)).toBe(accepted);
      counts[accepted ? 'accepted' : 'refused'] += 1;
    }
    expect(counts.accepted).toBeGreaterThan(2_000);
    expect(counts.refused).toBeGreaterThan(2_000);
  });

  it('accepts exactly the single characters that the SDK accepts', () => {
    for (let code = 0; code < 0x3000; code += 1) {
      const text = `op://v/i/a${String.fromCodePoint(code)}b`;
      expect(weAccept(text), `U+${code.toString(16)}`).toBe(sdkAccepts(text));
    }
  });

  it('gives a text back that means the same', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 5_000; round += 1) {
      const text = generate(random);
      if (!weAccept(text)) continue;
      const parsed = parseReference(text);
      expect(parseReference(formatReference(parsed))).toEqual(parsed);
      expect(formatReference(parsed)).toBe(text.replace('attribute=totp', 'attribute=otp'));
    }
  });
});
