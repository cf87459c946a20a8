import { describe, expect, it } from 'vitest';
import { fold, holdsAll, holdsAny, tierOf, wordsOf } from './fold';

describe('a search by name', () => {
  it('takes no notice of case and accents', () => {
    expect(fold('Éclair KEY')).toBe('eclair key');
    expect(wordsOf('  Süd  ')).toEqual(['sud']);
  });

  it('puts first what begins with it, last what fits by where it is', () => {
    const tier = (name: string) => tierOf(name, `Production ${name}`, wordsOf('prod key'));
    expect(tier('prod key 1')).toBe(0);
    expect(tier('the prod key')).toBe(1);
    expect(tier('preprod key')).toBe(2);
    expect(tier('API key')).toBe(3);
    expect(tier('password')).toBeUndefined();
  });

  it('asks for all words, or for one of them', () => {
    expect(holdsAll('Webhook Secret', ['secret', 'web'])).toBe(true);
    expect(holdsAll('Webhook Secret', ['secret', 'key'])).toBe(false);
    expect(holdsAny('Webhook Secret', ['secret', 'key'])).toBe(true);
  });
});
