// Refuses imports that the table does not allow. Run alone with: node scripts/layers/check.mjs
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from '../run.mjs';
import { layers, limited, names, neighbours, packages, refused, reserved, scheme, vendor } from './table.mjs';

const tops = ['lib', 'app', 'components', 'server', 'server.ts', 'sandbox'];
/** Every folder, with the place of its layer from the ground up. */
const places = layers.flatMap(({ folders }, at) => folders.map((folder) => ({ folder, at })));
const isLookedAt = (path) =>
  /\.tsx?$/.test(path) && !/\.test\.tsx?$|\.d\.ts$|\/testing\/|\/prisma-client\//.test(path);
const statement =
  /^(?:import|export)\b(?:(?<what>[^'";]*?)\sfrom\s*)?\s*'(?<from>[^']+)';|\bimport\('(?<later>[^']+)'\)/gm;

/** The sources that the table is about, their text by path from the root. */
export function readSources() {
  const paths = tops.flatMap((top) =>
    top.endsWith('.ts')
      ? [top]
      : readdirSync(join(root, top), { recursive: true }).map((path) => `${top}/${path}`),
  );
  const sources = paths.map((path) => path.replaceAll('\\', '/')).filter(isLookedAt);
  return new Map(sources.sort().map((path) => [path, readFileSync(join(root, path), 'utf8')]));
}

/** What is wrong in sources, a sentence each. `sources` is their text by path. */
export function violations(sources) {
  return [...sources].flatMap(([file, code]) => [
    ...[...code.matchAll(statement)].flatMap(({ groups: { what = '', from, later } }) => {
      const wrong = wrongWith(file, what, from ?? later, sources);
      return wrong ? [`${file} imports ${from ?? later}: ${wrong}`] : [];
    }),
    ...vendorIn(file, code),
  ]);
}

function vendorIn(file, code) {
  const found = file.startsWith('lib/') && !fits(file, vendor.files) && vendor.words.exec(code);
  const written = !fits(file, scheme.files) && scheme.words.exec(code);
  return [
    ...(found ? [`${file} names a vendor: ${found[0]}`] : []),
    ...(written ? [`${file} writes a scheme of references: ${written[0]}`] : []),
  ];
}

function wrongWith(file, what, from, sources) {
  const isOurs = from.startsWith('.') || from.startsWith('@/');
  if (!isOurs) {
    const place = packages.find(({ name }) => from === name || from.startsWith(`${name}/`));
    return place && !fits(file, place.files) ? `${place.name} is for ${place.files.join(', ')}` : undefined;
  }
  if (from.startsWith('../') && file.startsWith('lib/')) return 'write it by @/ from the root';
  const path = from.startsWith('@/')
    ? from.slice(2)
    : normalize(join(dirname(file), from)).replaceAll('\\', '/');
  const target = [path, `${path}.ts`, `${path}.tsx`].find((each) => sources.has(each)) ?? path;
  const named = names.find(({ name, of }) => of === target && new RegExp(`\\b${name}\\b`).test(what));
  if (named && !fits(file, named.files)) return `${named.name} is for ${named.files.join(', ')}`;
  const kept = reserved.find(({ what: not }) => fits(target, not));
  if (kept && !fits(file, kept.files)) return `${kept.what.join(', ')} is for ${kept.files.join(', ')}`;
  const limit = limited.find(({ files }) => fits(file, [files]));
  if (limit) return fits(target, limit.may) ? undefined : `${limit.files} may import ${limit.may.join(', ')}`;
  if (refused.some(({ files, what: not }) => fits(file, [files]) && fits(target, not)))
    return 'not from here';
  return wrongBetween(placeOf(file), placeOf(target), target);
}

function wrongBetween(from, to, target) {
  if (!from) return 'it is in no layer of scripts/layers/table.mjs';
  if (to?.folder === from.folder || neighbours[from.folder]?.some((each) => isIn(target, each)))
    return undefined;
  if (!to)
    return isIn(target, 'package.json') ? undefined : 'that is in no layer of scripts/layers/table.mjs';
  return to.at < from.at ? undefined : `${from.folder} may not know ${to.folder} (scripts/layers/table.mjs)`;
}

function placeOf(path) {
  return places.find(({ folder }) => isIn(path, folder));
}

function isIn(path, folder) {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Patterns of paths: `*` stands for any characters of one name, `**` for any of several. */
export function fits(path, patterns) {
  return patterns.some((pattern) => {
    const pieces = pattern.split(/(\*\*?)/).map((piece) => {
      if (piece === '**') return '.*';
      return piece === '*' ? '[^/]*' : piece.replace(/[.[\]()]/g, '\\$&');
    });
    return new RegExp(`^${pieces.join('')}$`).test(path);
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const found = violations(readSources());
  for (const text of found) console.log(text);
  if (found.length > 0) process.exitCode = 1;
}
