import type { RawPlaintext } from '@/sandbox/model';
import type { SeededRandom } from './seeded-random';

type Damage = (text: string, random: SeededRandom) => RawPlaintext;

const damages: readonly Damage[] = [
  (text, random) => ({ text: text.slice(0, random.below(text.length)) }),
  (text) => ({ text: `${text} x` }),
  (text) => ({ text: `\ufeff${text}` }),
  (text, random) => ({ text: withIn(text, random, '\u0000') }),
  (text, random) => ({ text: withIn(text, random, '\\ud83d') }),
  (text, random) => ({ base64: withBytes(text, random, [0xff]) }),
  (text, random) => ({ base64: withBytes(text, random, [0xed, 0xa0, 0x80]) }),
  (_text, random) => ({
    text: random.pick(['', ' ', 'null', '[]', '"x"', '1', 'true', '{}', 'undefined', '{"a":}']),
  }),
  (_text, random) => ({ text: '['.repeat(random.pick([200, 1_000, 50_000])) }),
  (_text, random) => ({
    base64: Buffer.from(Array.from({ length: 64 }, () => random.below(256))).toString('base64'),
  }),
];

/** A plaintext of JSON, damaged in one way: cut, of another type, no UTF-8, with a half of a surrogate pair … */
export function damagedText(random: SeededRandom, text: string): RawPlaintext {
  return random.pick(damages)(text, random);
}

function withIn(text: string, random: SeededRandom, odd: string): string {
  const at = random.below(text.length);
  return text.slice(0, at) + odd + text.slice(at);
}

function withBytes(text: string, random: SeededRandom, odd: readonly number[]): string {
  const bytes = Buffer.from(text);
  const at = random.below(bytes.length);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(odd), bytes.subarray(at)]).toString('base64');
}
