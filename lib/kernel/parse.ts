import type { z } from 'zod';
import { LatchkeyError } from './errors';
import { isSentenceKey, type Sentence, sentence } from './sentence';

// Names of typed secrets: sealed or hashed as bytes, they are never a text of the database.
const typedSecrets: ReadonlySet<string> = new Set(['value', 'password', 'serviceAccountToken']);

/**
 * Parses input by its schema. Texts with U+0000, which PostgreSQL takes nowhere, or with half a surrogate pair, which
 * UTF-8 cannot write, are refused wherever they stand; a typed secret alone may hold U+0000.
 * Throws `invalid_input` with a sentence per field, keyed by the field's dotted path.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  // What came in is looked at to tell missing from wrong, and goes nowhere.
  const parsed = schema.safeParse(input, { reportInput: true });
  if (!parsed.success) throw new LatchkeyError('invalid_input', { fields: fieldSentences(parsed.error) });
  const wrong = unstorableIn(parsed.data, []);
  if (wrong === undefined) return parsed.data;
  throw new LatchkeyError('invalid_input', { fields: { [wrong]: sentence('characterRefused') } });
}

/** Whether a text can be stored as it is: without U+0000, and every surrogate in its pair. */
export function isStorable(text: string): boolean {
  return !text.includes('\u0000') && isWellFormed(text);
}

// With the flag u a pair is one character, so that what matches has lost its other half.
function isWellFormed(text: string): boolean {
  return !/\p{Surrogate}/u.test(text);
}

/** The dotted path of the first text or name that cannot be stored. What is parsed is as deep as its schema, no deeper. */
function unstorableIn(parsed: unknown, path: readonly string[]): string | undefined {
  if (typeof parsed === 'string') {
    const isFine = typedSecrets.has(path.at(-1) ?? '') ? isWellFormed(parsed) : isStorable(parsed);
    return isFine ? undefined : path.join('.') || 'input';
  }
  if (typeof parsed !== 'object' || parsed === null) return undefined;
  for (const [name, part] of Object.entries(parsed)) {
    // A name that cannot be stored is not repeated either.
    const wrong = isStorable(name) ? unstorableIn(part, [...path, name]) : path.join('.') || 'input';
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}

/** What is said of each field of a failed parse: the first issue of each path. */
function fieldSentences(error: z.ZodError): Record<string, Sentence> {
  const fields: Record<string, Sentence> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.') || 'input';
    fields[path] ??= sentenceOf(issue);
  }
  return fields;
}

/** The sentence that the schema names as its message, else our own for the kind of issue; zod's English is never used. */
function sentenceOf(issue: z.core.$ZodIssue): Sentence {
  if (isSentenceKey(issue.message)) return { key: issue.message };
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? sentence('isMissing')
        : sentence('wrongKind', { kind: issue.expected });
    case 'too_small': {
      const least = Number(issue.minimum);
      if (least === 1 && issue.origin === 'string') return sentence('isEmpty');
      return sentence('atLeast', { least, unit: issue.origin });
    }
    case 'too_big':
      return sentence('atMost', { most: Number(issue.maximum), unit: issue.origin });
    case 'not_multiple_of':
      return sentence('stepOf', { step: issue.divisor });
    case 'invalid_value':
      return sentence('oneOf', { choices: issue.values.map(String).join(', ') });
    case 'unrecognized_keys':
      return sentence('unknownKeys', { keys: issue.keys.join(', ') });
    case 'invalid_format':
      return issue.format === 'datetime' ? sentence('dateForm') : sentence('wrongForm');
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return sentence('wrongForm');
  }
}
