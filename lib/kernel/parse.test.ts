import { expect, it } from 'vitest';
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
    strict: 'Hier heißt nichts more. Lassen Sie es weg.',
    'keys.b': 'Das hat nicht die Form, die hier gebraucht wird.',
  });
  expect(said('en')).toMatchObject({
    missing: 'This is missing. Fill it in.',
    long: 'At most 3 characters.',
    many: 'At most 1 of them.',
    named: 'Give it a name.',
  });
});
