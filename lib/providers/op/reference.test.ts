import { describe, expect, it } from 'vitest';
import { fitsReference, isBoundById, parseReference } from './reference';

describe('parseReference', () => {
  it('takes three parts, four parts and a query apart', () => {
    expect(parseReference('op://Production/Stripe/Secret Key')).toEqual({
      vault: 'Production',
      item: 'Stripe',
      field: 'Secret Key',
    });
    expect(parseReference('op://v/i/s/f?attribute=totp')).toEqual({
      vault: 'v',
      item: 'i',
      section: 's',
      field: 'f',
      attribute: 'otp',
    });
    expect(parseReference('op://v/i//f')).toEqual({ vault: 'v', item: 'i', section: '', field: 'f' });
  });

  it.each([
    '',
    'op://v/i',
    'op://v/i/s/f/x',
    'OP://v/i/f',
    ' op://v/i/f',
    'op://v/i/é',
    'op:///i/f',
    'op://v//f',
    'op://v/i/',
    'op://v/i/s/',
    'op://v//s/f',
    'op:////',
    'op://v/i/f?attribute=type',
  ])('refuses %j as reference_invalid', (text) => {
    expect(() => parseReference(text)).toThrow(expect.objectContaining({ code: 'reference_invalid' }));
  });
});

describe('isBoundById', () => {
  it('knows ids by their alphabet and their last character', () => {
    const id = 'aaqaeayeaudaocajbifqydiob4';
    expect(isBoundById({ vault: id, item: id, field: 'f' })).toBe(true);
    expect(isBoundById({ vault: id, item: id.toUpperCase(), field: 'f' })).toBe(false);
    expect(isBoundById({ vault: id, item: `${id.slice(0, -1)}b`, field: 'f' })).toBe(false);
    expect(isBoundById({ vault: 'Production', item: id, field: 'f' })).toBe(false);
  });
});

describe('fitsReference', () => {
  it('refuses names with a slash or other characters', () => {
    expect(['Secret Key', 'a/b', 'Bücher', 'x@y'].map(fitsReference)).toEqual([true, false, false, false]);
  });
});
