import { expect, it } from 'vitest';
import { parseLocator } from '@/lib/providers/references';
import { isKept } from './cache-lookup';

const wanted = (text: string) => ({ reference: parseLocator(text), text, key: 'k' });

it('a one-time password is never kept, everything else is', () => {
  expect(isKept(wanted('op://v/i/f?attribute=otp'))).toBe(false);
  expect(isKept(wanted('op://v/i/f?attribute=totp'))).toBe(false);
  expect(isKept(wanted('op://v/i/f'))).toBe(true);
});
