import type { RawContent, RawPlaintext } from '@/sandbox/model';
import { damagedText } from './damaged-text';
import type { SeededRandom } from './seeded-random';

/** A malformed item: what is wrong with it, and plaintexts as the sandbox seals them. */
export interface MalformedItem {
  kind: string;
  raw: RawContent;
}

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };
type Kind = (random: SeededRandom) => RawContent;

// JSON.stringify writes what it is given; these stand for what it would not write.
const tokens: Readonly<Record<string, string>> = {
  '@integer': '123456789012345678901234567890',
  '@infinite': '1e999',
  '@tiny': '-0.000000000000000000000000000000000000001e-999',
  '@proto': '{"__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}',
  '@twice': '{"v":"one","v":"two"}',
  '@deep': `${'['.repeat(200)}${']'.repeat(200)}`,
};

/** Texts that something on the way may stumble over: as titles, labels, ids and values alike. */
const oddTexts: readonly string[] = [
  '',
  ' ',
  'cut \ud83d',
  '\ude00 cut',
  'a\u0000b',
  '\u0000',
  '\u0001\u0007\u001b[31m\u007f\u0085',
  '\ufeff',
  '\u202eexe.txt',
  '\u2028\u2029',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  '../../etc/passwd',
  'op://v/i/f',
  "'; DROP TABLE cache_entry; --",
  '{{secret}}',
  '👩‍👩‍👧‍👦é̂̃',
  'x'.repeat(5_000),
  'A.b-c_d '.repeat(600),
  '%00%d800',
];
const oddValues: readonly Json[] = [null, true, -1, 0.5, 2 ** 53, 1e308, [], {}, [null], [[]], { a: null }];
const seeds: readonly string[] = [
  '!!!',
  '',
  'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&digits=99999999999&period=0',
  'otpauth://totp/x?secret=&algorithm=MD5',
  'otpauth://hotp/x?secret=JBSWY3DPEHPK3PXP&counter=-1',
  'otpauth://totp/%00%ff?secret=\u0000',
  'A'.repeat(100_000),
];
const fieldKinds: readonly Json[] = [
  'string',
  'concealed',
  'date',
  'monthYear',
  'address',
  'file',
  'sshKey',
  'reference',
  'menu',
  'zzz',
  null,
  7,
];

/** What may be wrong with an item, by name. */
export const malformedKinds: Readonly<Record<string, Kind>> = {
  'an odd value': (random) => details([field(random, { v: oddJson(random) })]),
  'an odd label': (random) => details([field(random, { t: oddJson(random) })]),
  'an odd field id': (random) => details([field(random, { n: oddJson(random) })]),
  'an odd kind of field': (random) =>
    details([field(random, { k: random.pick(fieldKinds), v: oddJson(random) })]),
  'an odd field': (random) => details([oddJson(random), field(random)]),
  'odd sections': (random) => written({ details: { sections: oddJson(random) } }),
  'an odd section': (random) =>
    written({
      details: {
        sections: [
          oddJson(random),
          { name: oddJson(random), title: oddJson(random), fields: oddJson(random) },
        ],
      },
    }),
  'an odd web form': (random) =>
    written({
      details: {
        fields: random.pick([
          oddJson(random),
          [
            oddJson(random),
            {
              id: oddJson(random),
              name: oddJson(random),
              value: oddJson(random),
              type: 'P',
              designation: oddJson(random),
            },
          ],
        ]),
      },
    }),
  'odd notes, password or document': (random) =>
    written({
      details: {
        notesPlain: oddJson(random),
        password: oddJson(random),
        documentAttributes: oddJson(random),
        sections: [],
      },
    }),
  'an odd one-time password': (random) =>
    details([field(random, { n: 'TOTP_secret', k: 'concealed', v: random.pick(seeds) })]),
  'an odd private key': (random) =>
    details([field(random, { k: 'sshKey', v: oddJson(random), a: { sshKeyAttributes: oddJson(random) } })]),
  'an odd file': (random) =>
    details([
      field(random, {
        k: 'file',
        v: { fileName: oddJson(random), documentId: oddJson(random), nonce: oddJson(random) },
      }),
    ]),
  'an odd title': (random) => written({ overview: { title: oddJson(random) } }),
  'an odd overview': (random) =>
    written({
      overview: random.pick([
        oddJson(random),
        { title: 'Odd', url: oddJson(random), URLs: oddJson(random), tags: oddJson(random) },
      ]),
    }),
  'odd everywhere': (random) => ({
    ...written({ overview: oddJson(random, 3) }),
    ...written({ details: oddJson(random, 5) }),
  }),
  'details that are damaged': (random) => ({ details: damaged(random) }),
  'an overview that is damaged': (random) => ({ overview: damaged(random) }),
};

/** Too slow to be drawn often: ten thousand fields, hundreds of sections of one id, megabytes. */
const largeKinds: Readonly<Record<string, Kind>> = {
  'ten thousand fields': () =>
    details(
      Array.from({ length: 10_000 }, (_, at) => ({ n: `f${at}`, t: `F${at}`, k: 'string', v: `${at}` })),
    ),
  'ten thousand fields of one name': () =>
    details(Array.from({ length: 10_000 }, () => ({ n: 'secret', t: 'secret', k: 'string', v: 'x' }))),
  'ten thousand sections': () =>
    written({
      details: {
        sections: Array.from({ length: 10_000 }, (_, at) => ({
          name: `s${at}`,
          title: 'S',
          fields: [{ n: `f${at}`, t: 'secret', k: 'string', v: 'x' }],
        })),
      },
    }),
  'ten megabytes': (random) => details([field(random, { v: 'x'.repeat(10 * 1024 * 1024) })]),
  'a title of a megabyte': () => written({ overview: { title: 'T'.repeat(1024 * 1024) } }),
};

/**
 * Draws a malformed item. `largeShare`: how likely it is one of those that are slow. The same seed draws the same ones.
 */
export function malformedItem(random: SeededRandom, largeShare: number): MalformedItem {
  const kinds = random.chance(largeShare) ? largeKinds : malformedKinds;
  const kind = random.pick(Object.keys(kinds));
  return { kind, raw: kinds[kind]?.(random) ?? {} };
}

/** A well-formed plaintext of the same look, for something to be damaged in. */
const wellFormed = JSON.stringify({
  title: 'Odd',
  sections: [{ name: 's', title: 'S', fields: [{ n: 'secret', t: 'secret', k: 'string', v: 'x' }] }],
});

function damaged(random: SeededRandom): RawPlaintext {
  return damagedText(random, wellFormed);
}

function details(fields: Json[]): RawContent {
  return written({ details: { sections: [{ name: 's', title: 'S', fields }] } });
}

function field(random: SeededRandom, odd: { [name: string]: Json } = {}): Json {
  return { n: 'secret', t: random.pick(['secret', 'Secret', 'other']), k: 'string', v: 'x', ...odd };
}

function oddJson(random: SeededRandom, depth = 1): Json {
  const choice = random.below(depth > 1 ? 6 : 4);
  if (choice === 0) return random.pick(oddValues);
  if (choice === 1) return random.pick(Object.keys(tokens));
  if (choice <= 3) return random.pick(oddTexts);
  const children = Array.from({ length: random.below(4) }, () => oddJson(random, depth - 1));
  if (choice === 4) return children;
  return Object.fromEntries(
    children.map((child) => [
      random.pick(['sections', 'fields', 'title', 'n', 't', 'k', 'v', ...oddTexts]),
      child,
    ]),
  );
}

function written(plaintexts: { overview?: Json; details?: Json }): RawContent {
  return Object.fromEntries(Object.entries(plaintexts).map(([part, json]) => [part, { text: textOf(json) }]));
}

function textOf(json: Json): string {
  return JSON.stringify(json).replace(/"(@[a-z]+)"/g, (whole, name: string) => tokens[name] ?? whole);
}
