import type { z } from 'zod';
import { LatchkeyError } from './errors';
import { isMessageKey, type Message, messageFor } from './message';
import { type UnknownName, unknownNames } from './unknown-names';

// Names of typed secrets: sealed or hashed as bytes, they are never a text of the database.
const typedSecrets: ReadonlySet<string> = new Set(['value', 'password', 'serviceAccountToken']);

/**
 * Parses input by its schema. A property that no schema names is refused, however deep it stands: passed over, a slip in
 * its name would be the default in place of what was asked for. Texts with U+0000, which PostgreSQL takes nowhere, or with half a surrogate pair, which
 * UTF-8 cannot write, are refused wherever they stand; a typed secret alone may hold U+0000.
 * Throws `invalid_input` with a sentence per field, keyed by the field's dotted path.
 */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  // What came in is looked at to tell missing from wrong, and goes nowhere.
  const parsed = schema.safeParse(input, { reportInput: true });
  const unknown = unknownNames(schema, input);
  if (!parsed.success || unknown.length > 0)
    throw new LatchkeyError('invalid_input', { fields: fieldSentences(parsed.error?.issues ?? [], unknown) });
  const wrong = unstorableIn(parsed.data, []);
  if (wrong === undefined) return parsed.data;
  throw new LatchkeyError('invalid_input', { fields: { [wrong]: messageFor('characterRefused') } });
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

/** What is said of each field of a failed parse: what it is called first, then the first issue of each path. */
function fieldSentences(
  issues: readonly z.core.$ZodIssue[],
  unknown: readonly UnknownName[],
): Record<string, Message> {
  const fields: Record<string, Message> = {};
  for (const { path, name, meant } of unknown) {
    const isTellable = tellableName.test(name);
    const at = [...path, ...(isTellable ? [name] : [])].join('.') || 'input';
    fields[at] ??= isTellable ? nameSentence(name, meant) : messageFor('unknownNames');
  }
  for (const issue of issues) {
    if (issue.code === 'unrecognized_keys') continue;
    const path = issue.path.map(String).join('.') || 'input';
    // A form that nothing fits is explained by the name in it that nothing has.
    const isExplained = issue.code === 'invalid_union' && unknown.some((each) => isWithin(each, issue));
    if (!isExplained) fields[path] ??= sentenceOf(issue);
  }
  return fields;
}

function nameSentence(name: string, meant: string | undefined): Message {
  return meant === undefined ? messageFor('unknownName', { name }) : messageFor('meantName', { name, meant });
}

/** Names that an answer repeats; a token or a line of a file that stands in the place of one is none. */
const tellableName = /^[A-Za-z_][\w.-]{0,39}(?:\[\w{0,20}\])?$/;

function isWithin({ path }: UnknownName, issue: z.core.$ZodIssue): boolean {
  return issue.path.every((part, at) => String(part) === path[at]);
}

/** The sentence that the schema names as its message, else our own for the kind of issue; zod's English is never used. */
function sentenceOf(issue: z.core.$ZodIssue): Message {
  if (isMessageKey(issue.message)) return { key: issue.message };
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? messageFor('isMissing')
        : messageFor('wrongKind', { kind: issue.expected });
    case 'too_small': {
      const least = Number(issue.minimum);
      if (least === 1 && issue.origin === 'string') return messageFor('isEmpty');
      return messageFor('atLeast', { least, unit: issue.origin });
    }
    case 'too_big':
      return messageFor('atMost', { most: Number(issue.maximum), unit: issue.origin });
    case 'not_multiple_of':
      return messageFor('stepOf', { step: issue.divisor });
    case 'invalid_value':
      return messageFor('oneOf', { choices: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return issue.format === 'datetime' ? messageFor('dateForm') : messageFor('wrongForm');
    case 'unrecognized_keys':
    case 'invalid_union':
    case 'invalid_key':
    case 'invalid_element':
    case 'custom':
      return messageFor('wrongForm');
  }
}
