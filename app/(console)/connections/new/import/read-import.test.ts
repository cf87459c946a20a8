import { describe, expect, it } from 'vitest';
import { readImport } from './read-import';

describe('readImport', () => {
  it('takes references, texts around one, and values for fields', () => {
    const { lines, unread } = readImport(
      [
        'export STRIPE_KEY="op://Production/Stripe/Secret Key"',
        'AUTH="Bearer {{ op://Production/Stripe/Secret Key }}"',
        'HOST=db.example.com',
        'op://Shared/Café & Bar/ключ',
      ].join('\n'),
    );
    expect(unread).toEqual([]);
    expect(lines).toEqual([
      {
        line: 1,
        name: 'STRIPE_KEY',
        content: { kind: 'reference', reference: 'op://Production/Stripe/Secret Key' },
      },
      {
        line: 2,
        name: 'AUTH',
        content: {
          kind: 'reference',
          reference: 'op://Production/Stripe/Secret Key',
          text: 'Bearer {{secret}}',
        },
      },
      { line: 3, name: 'HOST', content: { kind: 'typed', value: 'db.example.com' } },
      { line: 4, name: '', content: { kind: 'reference', reference: 'op://Shared/Café & Bar/ключ' } },
    ]);
  });

  it('takes what an export tells in its comments', () => {
    const { told, lines } = readImport(
      '# name: Stripe live\n# key: stripe-live\n# app: stripe\n# secret manager: Main\nsecretKey=op://a/b/c\n# app: nothing',
    );
    expect(told).toEqual({ name: 'Stripe live', key: 'stripe-live', app: 'stripe' });
    expect(lines).toMatchObject([{ content: { managerName: 'Main' } }]);
  });

  it.each([
    ['just words', 'form'],
    ['A="open', 'quote'],
    ['__proto__=1', 'name'],
    [`${'A'.repeat(65)}=1`, 'name'],
    ['A=op://Production/Stripe', 'reference'],
    ['A="{{ op://a/b/c }} {{ op://a/b/d }}"', 'reference'],
    ['A="https://x.example/?k={{ op://a/b/c }}"', 'address'],
  ])('names %j by its line and reads the others', (text, why) => {
    const { lines, unread } = readImport(`ONE=1\n\n${text}\nTWO=2`);
    expect(unread).toMatchObject([{ line: 3, why }]);
    expect(lines.map(({ name }) => name)).toEqual(['ONE', 'TWO']);
  });

  it('keeps the first of two lines of one name and names the other', () => {
    const { lines, unread } = readImport('A=1\nA=2');
    expect(lines).toMatchObject([{ content: { value: '1' } }]);
    expect(unread).toEqual([{ line: 2, text: 'A', why: 'twice' }]);
  });
});
