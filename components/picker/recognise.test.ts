import { describe, expect, it } from 'vitest';
import { holdsReference, recognise } from './recognise';

const vaultId = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';
const itemId = 'bbbbbbbbbbbbbbbbbbbbbbbbba';

describe('recognise', () => {
  it('takes words for a search', () => {
    expect(recognise('stripe live')).toEqual({ kind: 'search', text: 'stripe live' });
    expect(recognise('op')).toEqual({ kind: 'search', text: 'op' });
    expect(recognise('shop://x/y/z')).toMatchObject({ kind: 'search' });
  });

  it('takes a reference bare, quoted, spaced, and inside a line of code', () => {
    const reference = 'op://Production/Stripe/Secret Key';
    for (const text of [
      reference,
      `  ${reference}\n`,
      `"${reference}"`,
      `'${reference}'`,
      `op read "${reference}"`,
      `STRIPE_KEY="${reference}"`,
      `Bearer {{ ${reference} }}`,
    ]) {
      expect(recognise(text)).toMatchObject({ kind: 'reference', text: reference });
    }
  });

  it('waits for a reference that is still being typed', () => {
    for (const text of ['op://', 'op://Prod', 'op://Production/', 'op://Production/Stripe', 'op://a/b/']) {
      expect(recognise(text)).toMatchObject({ kind: 'begun' });
    }
  });

  it('says in words what the grammar refuses', () => {
    const refused = recognise('op://Production/Payments (EU)/key');
    expect(refused).toMatchObject({
      kind: 'names',
      message: expect.stringContaining('another character (()'),
    });
    expect(recognise('op:///b/c')).toMatchObject({ kind: 'refused' });
  });

  it('takes for names to look up what only its characters or a slash keep from being a reference', () => {
    for (const text of [
      'op://a/b/c/d/e',
      'OP://a/b/c',
      'op://v/Café/ключ',
      '"op://v/R&D [x]/k#1"',
      'op://v/i/f?',
    ])
      expect(recognise(text)).toMatchObject({ kind: 'names' });
  });

  it('takes a private link for the item that it opens, and another address for words', () => {
    const link = `https://start.1password.com/open/i?a=X&v=${vaultId}&i=${itemId}&h=my.1password.com`;
    expect(recognise(link)).toEqual({ kind: 'link', scheme: 'op', path: [vaultId, itemId] });
    expect(recognise('https://example.com/open/i?v=1&i=2')).toMatchObject({ kind: 'search' });
  });
});

describe('holdsReference', () => {
  it('is true of a reference and false of a credential', () => {
    expect(holdsReference('op://a/b/c')).toBe(true);
    expect(holdsReference('sk_live_123')).toBe(false);
  });
});
