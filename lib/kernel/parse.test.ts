import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { asLatchkeyError } from './errors';
import { parseInput } from './parse';
import { problemOf } from './problem';
import { saysOf } from './says-of';

const schema = z.object({
  missing: z.string(),
  kind: z.number(),
  empty: z.string().min(1),
  short: z.string().min(12),
  long: z.string().max(3),
  many: z.array(z.string()).max(1),
  choice: z.enum(['a', 'b']),
  step: z.number().multipleOf(5),
  at: z.iso.datetime(),
  form: z.string().regex(/^a+$/),
  union: z.union([z.string(), z.number()]),
  own: z.string().refine(() => false),
  named: z.string().min(1, saysOf('nameMissing')),
  strict: z.object({}).strict(),
  keys: z.record(z.string().regex(/^a$/), z.string()),
});
const input = {
  kind: 'one',
  empty: '',
  short: 'a',
  long: 'four',
  many: ['a', 'b'],
  choice: 'c',
  step: 3,
  at: 'noon',
  form: 'b',
  union: true,
  own: 'x',
  named: '',
  strict: { more: 1 },
  keys: { b: 'x' },
};

function said(language: 'en' | 'de'): Record<string, string> {
  try {
    parseInput(schema, input);
  } catch (error) {
    return problemOf(asLatchkeyError(error), language).fields ?? {};
  }
  return {};
}

it('each kind of issue is said in the reader’s language, and none in zod’s own English', () => {
  expect(said('de')).toEqual({
    missing: 'Das fehlt. Füllen Sie es aus.',
    kind: 'Hier gehört eine Zahl hin.',
    empty: 'Füllen Sie das aus.',
    short: 'Mindestens 12 Zeichen.',
    long: 'Höchstens 3 Zeichen.',
    many: 'Höchstens 1.',
    choice: 'Eines von: a, b.',
    step: 'Ein Vielfaches von 5.',
    at: 'Ein Zeitpunkt, etwa 2026-01-31T12:00:00Z.',
    form: 'Das hat nicht die Form, die hier gebraucht wird.',
    union: 'Das hat nicht die Form, die hier gebraucht wird.',
    own: 'Das hat nicht die Form, die hier gebraucht wird.',
    named: 'Geben Sie einen Namen ein.',
    'strict.more': 'Hier heißt nichts more. Lassen Sie es weg.',
    'keys.b': 'Das hat nicht die Form, die hier gebraucht wird.',
  });
  expect(said('en')).toMatchObject({
    missing: 'This is missing. Fill it in.',
    long: 'At most 3 characters.',
    many: 'At most 1 of them.',
    named: 'Enter a name.',
  });
});

describe('texts that cannot be stored', () => {
  const texts = z.object({
    name: z.string(),
    value: z.string(),
    list: z.array(z.string()),
    map: z.record(z.string(), z.string()),
  });
  const fine = { name: 'a', value: 'b', list: ['c'], map: { d: 'e' } };
  const refusedAt = (input: unknown) => {
    try {
      parseInput(texts, input);
      return [];
    } catch (error) {
      return Object.keys(asLatchkeyError(error).fields ?? {});
    }
  };

  it('are refused wherever they stand, names too', () => {
    for (const odd of ['\u0000', '\ud800', '\udc00']) {
      expect(refusedAt({ ...fine, name: `a${odd}` })).toEqual(['name']);
      expect(refusedAt({ ...fine, list: ['c', odd] })).toEqual(['list.1']);
      expect(refusedAt({ ...fine, map: { d: odd } })).toEqual(['map.d']);
      expect(refusedAt({ ...fine, map: { [odd]: 'e' } })).toEqual(['map']);
    }
    expect(refusedAt({ ...fine, name: '\ud83d\ude00' })).toEqual([]);
  });

  it('may be a typed secret with U+0000, and not one that UTF-8 cannot write', () => {
    expect(refusedAt({ ...fine, value: 'a\u0000b' })).toEqual([]);
    expect(refusedAt({ ...fine, value: '\ud800' })).toEqual(['value']);
  });
});

describe('a property that no schema names', () => {
  const field = z.union([
    z.object({ value: z.string() }).strict(),
    z.object({ secretManagerId: z.string(), reference: z.string(), text: z.string().optional() }).strict(),
  ]);
  const keyed = z.object({
    name: z.string(),
    expiresAt: z.string().optional(),
    policy: z.object({ freshMs: z.number(), staleMs: z.number() }).partial().optional(),
    projects: z.array(z.object({ projectId: z.string() })).default([]),
    fields: z.record(z.string(), field.nullable()).default({}),
    free: z.looseObject({ known: z.string() }).optional(),
    limit: z.coerce.number().default(50),
  });
  const saidOf = (input: object) => {
    try {
      parseInput(keyed, { name: 'a', ...input });
    } catch (error) {
      return problemOf(asLatchkeyError(error), 'en').fields;
    }
    return undefined;
  };
  const meant = (name: string, known: string) =>
    `Nothing here is called ${name}. Perhaps you meant ${known}.`;

  it('is refused by name, with the one that was meant', () => {
    expect(saidOf({ expiresAtt: 'x' })).toEqual({ expiresAtt: meant('expiresAtt', 'expiresAt') });
    expect(saidOf({ polcy: {} })).toEqual({ polcy: meant('polcy', 'policy') });
    expect(saidOf({ expires_at: 'x' })).toEqual({ expires_at: meant('expires_at', 'expiresAt') });
    expect(saidOf({ colour: 'x' })).toEqual({ colour: 'Nothing here is called colour. Leave it out.' });
    expect(saidOf({ 'name[equals]': 'x' })).toEqual({
      'name[equals]': 'Nothing here is called name[equals]. Leave it out.',
    });
  });

  it('is refused however deep it stands, and every one of them', () => {
    expect(saidOf({ policy: { freshMS2: 1 }, projects: [{ projectId: 'a' }, { projectid: 'b' }] })).toEqual({
      'policy.freshMS2': meant('freshMS2', 'freshMs'),
      'projects.1.projectid': meant('projectid', 'projectId'),
      'projects.1.projectId': 'This is missing. Fill it in.',
    });
    expect(saidOf({ fields: { a: { secretManagerId: 'x', reference: 'y', txt: 'z' } } })).toEqual({
      'fields.a.txt': meant('txt', 'text'),
    });
    expect(saidOf({ fields: { a: null, b: { vlaue: 'z' } } })).toEqual({
      'fields.b.vlaue': meant('vlaue', 'value'),
    });
  });

  it('is known by any name where the schema takes any', () => {
    expect(saidOf({ free: { known: 'a', more: 1 }, fields: { any: { value: 'b' } } })).toBeUndefined();
  });

  it('is not repeated when it may be a token or somebody’s text', () => {
    const said = JSON.stringify(saidOf({ [`ops_${'x'.repeat(60)}`]: 1, 'a b': 2 }));
    expect(said).not.toContain('ops_');
    expect(said).not.toContain('a b');
    expect(said).toContain('a name that nothing here has');
  });
});
