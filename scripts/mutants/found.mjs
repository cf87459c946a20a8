import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../run.mjs';
import { sourceFiles } from './source-files.mjs';
import { stagesOf } from './tests-of.mjs';

// Guards that stand as a statement of their own, so that doing nothing in their place is the guard switched off.
const guardCall =
  /^[ \t]*(?:for \([^\n]*\) |if \([^\n]*\) |\(tx\) => |transaction\(\(tx\) => )?(?:return )?(?:await )?((?:require[A-Z]|takeRevision|recordEvents?\b)\w*)\(/gm;
const rightOfVerb = /^ {2}right: '([^']+)',$/gm;
// Every role holds it.
const rightOfAll = 'secret-manager:use';
// What adds guards to an application or says what a place needs is no guard of one call.
const notGuards = /^(?:requireNode|requireCaller)$/;

/**
 * Guards that stand twice on purpose: early, before a provider is asked, and again in the transaction. One alone is not
 * missed, so they are switched off together.
 */
const twice = [
  { file: 'lib/connections/create.ts', call: 'requireProjects' },
  { file: 'lib/connections/update.ts', call: 'requireProjects' },
];

/** Every guard, event and right that the code of lib/ holds, as a mutant each. */
export function foundMutants() {
  return sourceFiles().flatMap((file) => mutantsOf(file, readFileSync(join(root, file), 'utf8')));
}

/** The mutants of one source. `code` is its text. */
export function mutantsOf(file, code) {
  return [
    ...callsOf(file, code),
    ...narrowingsOf(file, code),
    ...rightsOf(file, code),
    ...recentOf(file, code),
  ];
}

function callsOf(file, code) {
  const mutants = [];
  for (const { 0: line, 1: call, index } of code.matchAll(guardCall)) {
    if (notGuards.test(call) || mutants.some((mutant) => mutant.isAll && mutant.find === `${call}(`))
      continue;
    const start = index + line.length - call.length - 1;
    const isAll = twice.some((each) => each.file === file && each.call === call);
    const statement = code.slice(start, code.indexOf(';', start));
    const verb = call.startsWith('recordEvent') && /'([a-z_]+\.[a-z_]+)'/.exec(statement)?.[1];
    const at = code.slice(0, start).split(`${call}(`).length - 1;
    mutants.push({
      name: `${file} ${call}${isAll ? ' twice' : ` ${at + 1}`}${verb ? ` ${verb}` : ''}`,
      file,
      find: `${call}(`,
      replace: '(async () => {})(',
      at,
      isAll,
      stages: stagesOf(file, code, { call }),
    });
  }
  return mutants;
}

/** Conditions that leave out the rows that the caller has no part in. */
function narrowingsOf(file, code) {
  return [...code.matchAll(/(?<!function )\b(reachedBy|ownedBy|reachedBySql)\(caller\)/g)].map(
    ({ 0: text, 1: call, index }) => {
      const at = code.slice(0, index).split(text).length - 1;
      return {
        name: `${file} ${call} ${at + 1}`,
        file,
        find: text,
        replace: call === 'reachedBySql' ? "reachedBySql({ projects: 'all' })" : '({})',
        at,
        stages: stagesOf(file, code),
      };
    },
  );
}

function rightsOf(file, code) {
  return [...code.matchAll(rightOfVerb)]
    .filter(([, right]) => right !== rightOfAll)
    .map(({ 0: text, 1: right, index }) => {
      const verb = /name: '(\w+)',\s*$/.exec(code.slice(0, index))?.[1] ?? '';
      return {
        name: `${file} right of ${verb} ${right}`,
        file,
        find: text,
        replace: `  right: '${rightOfAll}',`,
        at: code.slice(0, index).split(text).length - 1,
        stages: stagesOf(file, code, { verbs: [verb] }),
      };
    });
}

/** Verbs that ask people for a password given lately. */
function recentOf(file, code) {
  return [...code.matchAll(/^ {2}recent: .*,$/gm)].map(({ 0: text, index }) => {
    const verb = /name: '(\w+)'[^{}]*$/.exec(code.slice(0, index))?.[1] ?? '';
    return {
      name: `${file} recent password for ${verb}`,
      file,
      find: text,
      replace: '',
      at: code.slice(0, index).split(text).length - 1,
      tests: ['lib/access/recent.db.test.ts'],
    };
  });
}
