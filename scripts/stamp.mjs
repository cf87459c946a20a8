import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './run.mjs';

const folder = join(root, '.setup');
const leftOut = /(^|\/)(node_modules|dist|\.next|prisma-client|testing)(\/|$)|\.test\.tsx?$/;

/** A hash over the contents of files and folders (given from the project's root); tests and made files are left out. */
export function hashOf(paths, ...extra) {
  const hash = createHash('sha256').update(
    `node ${process.versions.node.split('.')[0]}\n${extra.join('\n')}\n`,
  );
  return withFiles(hash, paths).digest('hex');
}

/** Names what the source is: 20 hex characters, the same on every machine and for every version of Node. */
export function sourceId(paths) {
  return withFiles(createHash('sha256'), paths).digest('hex').slice(0, 20);
}

function withFiles(hash, paths) {
  for (const path of paths.flatMap(filesUnder).sort()) {
    hash
      .update(`${path}\0`)
      .update(readFileSync(join(root, path)))
      .update('\0');
  }
  return hash;
}

/** Whether the step `name` was last done with inputs of this hash. */
export function isStamped(name, hash) {
  const file = join(folder, `${name}.stamp`);
  return existsSync(file) && readFileSync(file, 'utf8') === hash;
}

/** Remembers that the step `name` was done with inputs of this hash. */
export function stamp(name, hash) {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${name}.stamp`), hash);
}

function filesUnder(path) {
  const full = join(root, path);
  if (leftOut.test(path) || !existsSync(full)) return [];
  if (!statSync(full).isDirectory()) return [path];
  return readdirSync(full).flatMap((name) => filesUnder(`${path}/${name}`));
}
