import type { ErrorCode } from '@/lib/kernel/error-codes';
import { errorLike, isLatchkeyError, type LatchkeyError } from '@/lib/kernel/errors';

/** Runs something that is about one field: what it throws names the field. */
export async function atField<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isLatchkeyError(error) ? atNamed(name, error) : error;
  }
}

/** An error as that of one field. */
export function atNamed(name: string, error: LatchkeyError): LatchkeyError {
  return errorLike(error, { fields: { [`fields.${name}`]: error.says } });
}

/** Runs all of this one after the other, so that what is wrong is told in one go. Throws `together` of what they threw. */
export async function allOf<T>(works: readonly (() => Promise<T>)[]): Promise<T[]> {
  const done: T[] = [];
  const errors: LatchkeyError[] = [];
  for (const work of works) {
    try {
      done.push(await work());
    } catch (error) {
      if (!isLatchkeyError(error)) throw error;
      errors.push(error);
    }
  }
  const [first] = errors;
  if (first) throw together(first, errors);
  return done;
}

/** The first error, naming the fields of all, with the code of each where they differ (`fieldCodes`). */
function together(first: LatchkeyError, errors: readonly LatchkeyError[]): LatchkeyError {
  if (errors.length === 1) return first;
  const fields = Object.assign({}, ...errors.map((error) => error.fields ?? {}));
  const codes = errors.flatMap((error): [string, ErrorCode][] => {
    const told: unknown = error.details?.fieldCodes;
    const known = new Map(Object.entries(Object(told)));
    return Object.keys(error.fields ?? {}).map((path) => [
      path,
      (known.get(path) as ErrorCode) ?? error.code,
    ]);
  });
  const isMixed = new Set(codes.map(([, code]) => code)).size > 1;
  const details = { ...first.details, ...(isMixed ? { fieldCodes: Object.fromEntries(codes) } : {}) };
  return errorLike(first, { fields, details });
}
