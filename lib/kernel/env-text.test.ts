import { describe, expect, it } from 'vitest';
import { envComment, envLine, readEnvText as readEnvTextOf } from './env-text';

const readEnvText = (text: string) => readEnvTextOf(text, (line) => /^op:\/\//i.test(line));

const valuesOf = (text: string) =>
  readEnvText(text).map((entry) => (entry.kind === 'value' ? [entry.name, entry.value] : entry));

describe('readEnvText', () => {
  it('reads names and values with export, quotes, comments and blank lines', () => {
    const text = [
      '\uFEFF# Stripe',
      '',
      'STRIPE_KEY=op://Production/Stripe/Secret Key',
      '  export WEBHOOK = "op://Production/Stripe/Webhook Secret" # of the shop',
      "HOST='db.example.com'",
      'PORT=5432 # the usual one',
      'EMPTY=',
      'TOKEN=a#b',
      'QUOTED="say \\"hi\\"\\n"',
      'TICKED=`it\'s "so"`',
    ].join('\r\n');
    expect(valuesOf(text)).toEqual([
      { line: 1, kind: 'comment', text: 'Stripe' },
      ['STRIPE_KEY', 'op://Production/Stripe/Secret Key'],
      ['WEBHOOK', 'op://Production/Stripe/Webhook Secret'],
      ['HOST', 'db.example.com'],
      ['PORT', '5432'],
      ['EMPTY', ''],
      ['TOKEN', 'a#b'],
      ['QUOTED', 'say "hi"\n'],
      ['TICKED', 'it\'s "so"'],
    ]);
  });

  it('takes a value over several lines for one, and counts the lines on', () => {
    const text = 'KEY="-----BEGIN-----\nabc\n-----END-----"\nNEXT=1\n?';
    expect(readEnvText(text)).toEqual([
      { line: 1, kind: 'value', name: 'KEY', value: '-----BEGIN-----\nabc\n-----END-----' },
      { line: 4, kind: 'value', name: 'NEXT', value: '1' },
      { line: 5, kind: 'unreadable', text: '?', why: 'form' },
    ]);
  });

  it('takes references alone on their lines, bare, quoted or as a list', () => {
    const text = 'op://a/b/c\n"op://a/b/R&D"\n- op://v/i/Café,\nOP://a/b/c';
    expect(readEnvText(text).map((entry) => entry.kind === 'reference' && entry.reference)).toEqual([
      'op://a/b/c',
      'op://a/b/R&D',
      'op://v/i/Café',
      'OP://a/b/c',
    ]);
  });

  it('names each line that it cannot read and reads the others', () => {
    expect(readEnvText('A="open\nB=1\n1X=2\nC="a" b\njust words')).toEqual([
      { line: 1, kind: 'unreadable', text: 'A="open', why: 'quote' },
      { line: 2, kind: 'value', name: 'B', value: '1' },
      { line: 3, kind: 'unreadable', text: '1X=2', why: 'form' },
      { line: 4, kind: 'unreadable', text: 'C="a" b', why: 'quote' },
      { line: 5, kind: 'unreadable', text: 'just words', why: 'form' },
    ]);
  });

  it('takes no longer for a text made to be slow', () => {
    expect(readEnvText(`A="${'\\'.repeat(100_000)}\n${'B=`\n'.repeat(500)}`).length).toBeGreaterThan(1);
  });
});

describe('envLine', () => {
  it.each([
    'op://Production/Stripe/Secret Key',
    '',
    ' a ',
    'a"b',
    "a'b",
    '$HOME',
    '\\n',
    'a\nb',
    'a\'b"c\\d$e`f\r\n',
    '#x',
  ])('is read back as it was: %j', (value) => {
    expect(valuesOf(envLine('NAME', value))).toEqual([['NAME', value]]);
  });

  it('puts no second line into a comment', () => {
    expect(envComment('a\nB=1\u2028c')).toBe('# a B=1 c');
  });
});
