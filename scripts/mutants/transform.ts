import { relative } from 'node:path';

/** One guard switched off: a text of one file, and what stands there while it is off. */
export interface Mutant {
  file: string;
  find: string;
  replace: string;
  /** Which of several places, from 0. */
  at?: number;
}

/**
 * Has tests run on a source with one guard switched off, as LATCHKEY_MUTANT says in JSON. The file itself is never
 * touched. Undefined: nothing is switched off.
 */
export function switchedOff(root: string, told: string | undefined) {
  if (!told) return undefined;
  const mutant: Mutant = JSON.parse(told);
  return {
    name: 'latchkey-mutant',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (relative(root, id.split('?', 1)[0] ?? '') !== mutant.file) return undefined;
      return { code: withMutant(code, mutant), map: null };
    },
  };
}

/** The text with the guard switched off. Throws when it does not stand there: then the list of guards is out of date. */
export function withMutant(code: string, { file, find, replace, at = 0 }: Mutant): string {
  let from = -1;
  for (let place = 0; place <= at; place += 1) {
    from = code.indexOf(find, from + 1);
    if (from < 0) throw new Error(`${file} does not hold, ${at + 1} times: ${find}`);
  }
  return code.slice(0, from) + replace + code.slice(from + find.length);
}
