import { expect, it } from 'vitest';
import { createInputSchema } from '@/lib/connections/schema';
import { slugOf } from './slug';

it('makes a key that the verb accepts of any name that has a letter or digit', () => {
  const names = ['Stripe — Live (EU)', '  Café № 5  ', 'ÄÖÜ', '-a-', 'x'.repeat(200), `${'a'.repeat(63)} b`];
  const keys = names.map(slugOf);
  expect(keys.slice(0, 4)).toEqual(['stripe-live-eu', 'cafe-no-5', 'aou', 'a']);
  for (const key of keys) expect(createInputSchema.shape.key.safeParse(key).success).toBe(true);
});

it('makes nothing of a name without any', () => {
  expect(slugOf('—')).toBe('');
});
