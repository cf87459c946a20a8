import { describe, expect, it } from 'vitest';
import { sameness, slip } from './name-match';

describe('sameness', () => {
  it.each([
    ['R&D [eu] @ 50%', 'R&D [eu] @ 50%', 0],
    ['Cafe\u0301', 'Café', 1],
    ['ПАРОЛЬ', 'пароль', 2],
    ['Caf%C3%A9', 'Café', 3],
    ['a%2Fb', 'a/b', 3],
    ['CAF%C3%A9', 'Cafe\u0301', 5],
    ['🔑 Key', '🔑 Key', 0],
    ['Cafe', 'Café', undefined],
    ['50%', '50', undefined],
    ['%zz%E0', 'x', undefined],
  ])('of %j and %j is %j', (name, title, degree) => {
    expect(sameness(name, title)).toBe(degree);
  });
});

describe('slip', () => {
  it.each([
    ['Strpe', 'Stripe', 1],
    ['Stirpe', 'Stripe', 1],
    ['Prodction', 'Production', 1],
    ['Prdocution', 'Production', 2],
    ['secret_key', 'Secret Key', 1],
    ['secretKey', 'Secret Keys', 1],
    ['entry', 'entries', 1],
    ['Cafe', 'Café', 1],
    ['пароли', 'пароль', 1],
    ['Stripe', 'Database', undefined],
    ['key', 'dev', undefined],
    ['p', 'q', undefined],
    ['&&', '@@', undefined],
  ])('from %j to %j is %j', (name, title, distance) => {
    expect(slip(name, title)).toBe(distance);
  });

  it('takes no longer for texts made to be slow', () => {
    expect(slip('a'.repeat(2_000), 'b'.repeat(2_000))).toBeUndefined();
  });
});
