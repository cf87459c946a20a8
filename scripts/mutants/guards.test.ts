import { existsSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { foundMutants, mutantsOf } from './found.mjs';
import { guards } from './guards.mjs';
import { sampleOf } from './sample.mjs';
import { sourceFiles } from './source-files.mjs';
import { withMutant } from './transform.mjs';

const textOf = (path: string) => readFileSync(path, 'utf8');

it('each named guard stands exactly once in its file, and switching it off changes it', () => {
  const wrong = guards.filter((guard) => {
    const code = textOf(guard.file);
    return code.split(guard.find).length !== 2 || withMutant(code, guard) === code;
  });
  expect(wrong.map(({ name }) => name)).toEqual([]);
});

it('each guard has a name of its own, and tests that are there', () => {
  const all = [...foundMutants(), ...guards];
  const names = all.map(({ name }) => name);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  const testsOf = (mutant: (typeof all)[number]) =>
    (mutant.stages ?? [{ tests: mutant.tests ?? [] }]).flatMap(({ tests }) => tests);
  const without = all.filter((each) => testsOf(each).length === 0 || !testsOf(each).every(existsSync));
  expect(without.map(({ name }) => name)).toEqual([]);
});

it('every call in lib/ of what refuses, takes a revision or writes an event is found', () => {
  const calls =
    /(?<![\w.]|function |async function )(requireMay|requireDeclared|requireProjects|requireServed|requireRevision|takeRevision|recordEvents?)\(/g;
  const missed = sourceFiles().flatMap((file) => {
    const code = textOf(file);
    const found = mutantsOf(file, code);
    return [...code.matchAll(calls)]
      .filter(({ 1: call = '', index }) => {
        const at = code.slice(0, index).split(`${call}(`).length - 1;
        return !found.some((mutant) => mutant.find === `${call}(` && (mutant.isAll || mutant.at === at));
      })
      .map(({ index }) => `${file}: ${code.slice(index, index + 60)}`);
  });
  expect(missed).toEqual([]);
});

it('a guard switched off leaves the rest of the source as it is', () => {
  const code = 'a();\nrequireMay(caller, x);\nb();\nrequireMay(caller, y);';
  const [, second] = mutantsOf('lib/access/may.ts', code);
  expect(second && withMutant(code, second)).toBe(
    'a();\nrequireMay(caller, x);\nb();\n(async () => {})(caller, y);',
  );
  expect(() => withMutant(code, { file: 'x', find: 'gone', replace: '' })).toThrow('does not hold');
});

it('a sample is the same for the same seed, and another one for another', () => {
  const names = (seed: string) => sampleOf(guards, 6, seed).map(({ name }) => name);
  expect(names('one')).toEqual(names('one'));
  expect(names('one')).not.toEqual(names('two'));
});
