/**
 * Guards of one file. `tests` notice them, unless a guard has its own.
 * @param {string} file
 * @param {readonly string[]} tests
 * @param {Record<string, { find: string, replace?: string, tests?: string[], filter?: string, hangs?: boolean }>} named
 */
export function inFile(file, tests, named) {
  return Object.entries(named).map(([name, guard]) => ({
    name: `${file}: ${name}`,
    file,
    replace: '',
    tests,
    ...guard,
  }));
}
