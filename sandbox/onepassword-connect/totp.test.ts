import { expect, it } from 'vitest';
import { oneTimePassword } from './totp';

// RFC 6238, appendix B: the seeds are ASCII digits, 8 digits come out.
const seeds = {
  SHA1: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ',
  SHA256: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQGEZA',
  SHA512: `${'GEZDGNBVGY3TQOJQ'.repeat(6)}GEZDGNA`,
};

it.each([
  ['SHA1', 59, '94287082'],
  ['SHA256', 59, '46119246'],
  ['SHA512', 59, '90693936'],
  ['SHA1', 1111111109, '07081804'],
  ['SHA256', 20000000000, '77737706'],
  ['SHA512', 20000000000, '47863826'],
] as const)('computes the vector of RFC 6238 for %s at %d seconds', (algorithm, seconds, code) => {
  const uri = `otpauth://totp/RFC:6238?secret=${seeds[algorithm]}&algorithm=${algorithm}&digits=8`;
  expect(oneTimePassword(uri, seconds * 1000)).toBe(code);
});

it('takes a bare seed as 6 digits, 30 seconds and SHA-1, in either case, with blanks and padding', () => {
  expect(oneTimePassword(seeds.SHA1, 59_000)).toBe('287082');
  expect(oneTimePassword('gezd gnbv gy3t qojq gezd gnbv gy3t qojq==', 59_000)).toBe('287082');
});

it('honours the period of the URI', () => {
  const uri = (period: number) => `otpauth://totp/x?secret=${seeds.SHA1}&period=${period}`;
  expect(oneTimePassword(uri(60), 119_000)).toBe('287082');
  expect(oneTimePassword(uri(30), 60_000)).not.toBe('287082');
});

it.each([
  '',
  'not base32: 0189',
  'otpauth://hotp/x?secret=GEZDGNBVGY3TQOJQ&counter=1',
  'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&algorithm=MD5',
  'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&period=0',
  'otpauth://totp/x?secret=GEZDGNBVGY3TQOJQ&digits=many',
])('gives no code for the seed %j', (seed) => {
  expect(oneTimePassword(seed, 59_000)).toBeUndefined();
});
