import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { root } from '../run.mjs';
import { sourceFiles } from './source-files.mjs';

const matrix = 'lib/api/matrix';
const rowsFolder = `${matrix}/testing/rows`;

/** Tests beside the doors that try what nouns without tests of their own do. */
const elsewhere = {
  'api-keys': ['lib/api/people.db.test.ts'],
  projects: ['lib/api/people.db.test.ts'],
  managers: ['lib/api/routes.db.test.ts'],
  users: ['lib/api/people.db.test.ts'],
  connections: ['lib/api/routes.db.test.ts'],
  secrets: ['lib/api/routes.db.test.ts'],
};

/** Tests that are about one kind of guard, whoever calls it. */
const ofCall = {
  requireProjects: ['lib/access/scope.db.test.ts'],
  requireBudget: ['lib/secrets/caller-requests.db.test.ts', 'lib/secrets/caller-budget.db.test.ts'],
  requireRecentSignIn: ['lib/access/recent.db.test.ts'],
  takeRevision: ['lib/connections/update-at-once.db.test.ts', 'lib/managers/refused-changes.db.test.ts'],
};

/** Tests of what somebody does who is not known yet, and of what stands below every verb. */
const ofFile = {
  'lib/users/sign-in.ts': ['lib/users/written-down.db.test.ts', 'lib/users/sessions.db.test.ts'],
  'lib/users/set-password.ts': ['lib/users/reset-password.db.test.ts', 'lib/users/invitation.db.test.ts'],
  'lib/users/set-up.ts': ['lib/users/written-down.db.test.ts', 'lib/users/set-up.db.test.ts'],
  'lib/access/verb.ts': ['lib/access/verb.test.ts', 'lib/access/recent.db.test.ts'],
  'lib/audit/record.ts': ['lib/users/written-down.db.test.ts', 'lib/audit/record.db.test.ts'],
  'lib/master-keys/retire.ts': ['lib/master-keys/reseal.db.test.ts'],
  'lib/doors/api.ts': ['lib/api/authentication.db.test.ts'],
  'lib/api/metrics.ts': ['lib/api/metrics.db.test.ts'],
};

/**
 * The tests that should notice a guard of a file: the rows of the permission matrix that try its verbs, then the tests of
 * its noun. `verbs` are those that the guard is of; unless told, the ones that the file makes or is used by.
 */
export function stagesOf(file, code, { call = '', verbs = madeOrUsed(file, code) } = {}) {
  const own = ofCall[call] ?? ofFile[file];
  if (own) return [{ tests: own }];
  const noun = file.split('/')[1] ?? '';
  const beside = readdirSync(join(root, 'lib', noun))
    .filter((name) => name.endsWith('.test.ts') && !name.endsWith('.process.test.ts'))
    .map((name) => `lib/${noun}/${name}`);
  const tests = [...beside, ...(elsewhere[noun] ?? [])].filter((path) => existsSync(join(root, path)));
  return [...matrixStages(verbs), ...(tests.length > 0 ? [{ tests }] : [])];
}

function madeOrUsed(file, code) {
  const made = verbsOf(code);
  return made.length > 0 ? made : verbsThatUse(file);
}

/** One stage of the permission matrix: a test is named after the verb that it tries. */
function matrixStages(verbs) {
  const tests = new Set();
  const tried = [];
  for (const verb of verbs) {
    const rows = rowsOf(verb);
    if (rows.length > 0) tried.push(verb);
    for (const test of rows) tests.add(test);
  }
  return tests.size > 0 ? [{ tests: [...tests], filter: `^(${tried.join('|')}) ` }] : [];
}

/** The test files of the matrix that have a row for a verb. */
function rowsOf(verb) {
  const names = readFolder(rowsFolder).filter(({ code }) => new RegExp(`^ {2}${verb}[:,]`, 'm').test(code));
  return readFolder(matrix)
    .filter(
      ({ name, code }) =>
        name.endsWith('.db.test.ts') &&
        names.some((rows) => code.includes(`rows/${rows.name.replace(/\.ts$/, '')}'`)),
    )
    .map(({ name }) => `${matrix}/${name}`);
}

const folders = new Map();
function readFolder(folder) {
  const known = folders.get(folder);
  if (known) return known;
  const path = join(root, folder);
  const files = (existsSync(path) ? readdirSync(path) : [])
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({ name, code: readFileSync(join(path, name), 'utf8') }));
  folders.set(folder, files);
  return files;
}

/** The verbs that a source makes and that ask for a right. */
function verbsOf(code) {
  return [...code.matchAll(/= verb\(\{\s*name: '(\w+)'/g)].map(([, name]) => name);
}

/** The verbs that use a file, through others too. */
function verbsThatUse(file) {
  const found = new Set();
  const seen = new Set([file]);
  for (const path of seen) {
    for (const [importer, code] of importersOf(path)) {
      const verbs = verbsOf(code);
      for (const verb of verbs) found.add(verb);
      // Beyond a verb it is the verb that is used.
      if (verbs.length === 0 && !importer.startsWith('lib/api/')) seen.add(importer);
    }
  }
  return [...found];
}

let importers;
function importersOf(file) {
  importers ??= readImporters();
  return importers.get(file) ?? [];
}

function readImporters() {
  const all = new Map();
  for (const path of sourceFiles()) {
    const code = readFileSync(join(root, path), 'utf8');
    for (const [, from] of code.matchAll(/^(?:import|\}) ?(?!type )[^;]*?from '((?:@\/lib|\.)[^']*)'/gm)) {
      const target = from.startsWith('@/')
        ? from.slice(2)
        : normalize(join(dirname(path), from)).replaceAll('\\', '/');
      all.set(`${target}.ts`, [...(all.get(`${target}.ts`) ?? []), [path, code]]);
    }
  }
  return all;
}
