import { z } from 'zod';

/** A setting that is a whole number from `least` to `most`; `standard` where it is unset. */
export function wholeNumber(name: string, least: number, most: number, standard: number) {
  return settableNumber(name, least, most, standard).default(standard);
}

/** One that counts when it is set; `standard` is what counts else, for the advice. */
export function settableNumber(name: string, least: number, most: number, standard: number) {
  const error = `must be a whole number from ${least} to ${most}. Correct it, or leave ${name} unset for ${standard}`;
  return z
    .string()
    .regex(/^\d+$/, { error })
    .transform(Number)
    .pipe(z.number().min(least, { error }).max(most, { error }));
}
