import { expect, it } from 'vitest';
import { parseReference } from '@/lib/kernel/reference';
import { isKept } from './cache-lookup';

const wanted = (text: string) => ({ reference: parseReference(text), text, key: 'k' });

it('a one-time password is never kept, everything else is', () => {
  expect(isKept(wanted('op://v/i/f?attribute=otp'))).toBe(false);
  expect(isKept(wanted('op://v/i/f?attribute=totp'))).toBe(false);
  expect(isKept(wanted('op://v/i/f'))).toBe(true);
});
