import type { z } from 'zod';
import { LatchkeyError } from './errors';

/** Parses input by its schema. Throws `invalid_input` with a message per field, keyed by the field's dotted path. */
export function parseInput<T extends z.ZodType>(schema: T, input: unknown): z.output<T> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new LatchkeyError('invalid_input', { fields: fieldMessages(parsed.error) });
}

/** The issues of a failed parse, the first message of each path. */
export function fieldMessages(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const path = issue.path.map(String).join('.') || 'input';
    fields[path] ??= issue.message;
  }
  return fields;
}
