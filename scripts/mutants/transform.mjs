import { relative, sep } from 'node:path';

// Tells where the bundles of worker threads lie.
const workerFiles = 'lib/platform/worker-file.ts';

/**
 * Has tests run on a source with one guard switched off, as LATCHKEY_MUTANT says in JSON ({ file, find, replace, at }), and
 * with the worker threads of its folder `workers`, if it has one. The file itself is never touched. Undefined: nothing is
 * switched off.
 * @param {string} root
 * @param {string | undefined} told
 */
export function switchedOff(root, told) {
  if (!told) return undefined;
  const mutant = JSON.parse(told);
  return {
    name: 'latchkey-mutant',
    enforce: 'pre',
    transform(code, id) {
      const file = relative(root, id.split('?', 1)[0]).split(sep).join('/');
      if (file === mutant.file) return { code: withMutant(code, mutant), map: null };
      if (file !== workerFiles || !mutant.workers) return undefined;
      return {
        code: withMutant(code, { file, find: "'dist'", replace: JSON.stringify(mutant.workers) }),
        map: null,
      };
    },
  };
}

/** The text with the guard switched off. Throws when it does not stand there: then the list of guards is out of date. */
export function withMutant(code, { file, find, replace, at = 0, isAll = false, also }) {
  if (also) return withMutant(withMutant(code, { file, find, replace, at, isAll }), { file, ...also });
  let from = -1;
  for (let place = 0; place <= at; place += 1) {
    from = code.indexOf(find, from + 1);
    if (from < 0) throw new Error(`${file} does not hold, ${at + 1} times: ${find}`);
  }
  if (isAll) return code.replaceAll(find, () => replace);
  return code.slice(0, from) + replace + code.slice(from + find.length);
}
