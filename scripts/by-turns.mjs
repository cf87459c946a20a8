import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** What is about the database itself runs on both each time; the names are beginnings of paths. */
const onBoth = [
  'lib/audit/',
  'lib/cache/',
  'lib/history/',
  'lib/platform/',
  'lib/quota/',
  'lib/api/natural-order',
  'lib/connections/versions',
  'lib/scans/one-truth',
];

/**
 * Divides the tests on a database (`x.db.test.ts`) between the embedded one and a server, others at each `seed`: what runs on
 * one this time runs on the other at about every second commit. All of them on both takes a third longer: `npm test -- --all`.
 */
export function filesByTurns(root, seed) {
  const files = filesUnder(root, 'lib');
  const isOn = (kind) => (path) =>
    onBoth.some((start) => path.startsWith(start)) || kindOf(path, seed) === kind;
  return { embedded: files.filter(isOn('embedded')), server: files.filter(isOn('server')) };
}

function kindOf(path, seed) {
  return turnOf(path, seed) === 0 ? 'embedded' : 'server';
}

/** Which of two ways `name` is tried at a `seed`: 0 or 1, each at about every second one. */
function turnOf(name, seed) {
  const [first = 0] = createHash('sha256').update(`${seed} ${name}`).digest();
  return first % 2 === 0 ? 0 : 1;
}

/**
 * Whether `name` is tried this `way` of two this time. `npm test` takes turns, others at each commit: what is tried one way now is
 * tried the other way at about every second commit. Without a seed (`npx playwright test`, `npm test -- --all`) both are tried.
 */
export function isTurn(name, way) {
  const seed = process.env.LATCHKEY_TESTS_BY_TURNS ?? '';
  return seed === '' || turnOf(name, seed) === way;
}

function filesUnder(root, folder) {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.db.test.ts'))
    .map((entry) => join(entry.parentPath, entry.name).slice(root.length).replace(/^\//, ''))
    .sort();
}
