// Bundles the programs and worker threads that run outside Next into dist/. Packages stay in node_modules.
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { programOptions } from './program-options.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** What is bundled: name in dist/ without `.mjs`, and source. A source that is not there is left out. */
export const entries = {
  server: 'server/entry.ts',
  product: 'server.ts',
  'reset-password': 'server/reset-password.ts',
  'sdk-worker': 'lib/providers/onepassword/worker/worker.ts',
  'database-worker': 'lib/platform/database-worker.ts',
  sandbox: 'sandbox/cli.ts',
};

/** Those that run as threads. */
export const workers = ['sdk-worker', 'database-worker'];

/**
 * Bundles the named entries, further as esbuild's `options` say, and returns esbuild's result.
 * @param {readonly (keyof typeof entries)[]} names
 */
export async function bundle(names, options) {
  const { build } = await import('esbuild');
  const entryPoints = names.map((name) => ({ in: entries[name], out: name }));
  return build({ ...programOptions, entryPoints, outExtension: { '.js': '.mjs' }, ...options });
}

/**
 * Bundles the named entries, or all of them, and returns the files written or found unchanged.
 * A file is replaced in one step and only when it differs, so a running test never loads half of one.
 * @param {readonly (keyof typeof entries)[]} names
 */
export async function buildServer(names = Object.keys(entries)) {
  const present = names.filter((name) => existsSync(join(root, entries[name])));
  if (present.length === 0) return [];
  const result = await bundle(present, { outdir: 'dist', sourcemap: 'linked', write: false });
  await mkdir(join(root, 'dist'), { recursive: true });
  await Promise.all(result.outputFiles.map(replaceIfDifferent));
  return present.map((name) => join(root, 'dist', `${name}.mjs`));
}

async function replaceIfDifferent({ path, contents }) {
  const old = await readFile(path).catch(() => undefined);
  if (old?.equals(contents)) return;
  const fresh = `${path}.${process.pid}.tmp`;
  await writeFile(fresh, contents);
  await rename(fresh, path);
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const files = await buildServer();
  console.log(`built ${files.map((file) => file.slice(root.length + 1)).join(', ')}`);
}
