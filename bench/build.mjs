// Bundles a benchmark, and the programs that it starts beside itself, into dist/bench/.
import { readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { programOptions } from '../scripts/program-options.mjs';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Bundles `bench/<name>.ts` and every `bench/*-program.ts`. Packages stay in node_modules.
 * @param {string} name
 * @returns {Promise<Record<string, string>>} the files by name
 */
export async function buildBench(name) {
  const programs = readdirSync(join(root, 'bench'))
    .filter((file) => file.endsWith('-program.ts'))
    .map((file) => file.slice(0, -'.ts'.length));
  const names = [name, ...programs];
  const { build } = await import('esbuild');
  await build({
    ...programOptions,
    entryPoints: names.map((each) => ({ in: `bench/${each}.ts`, out: each })),
    outdir: 'dist/bench',
    outExtension: { '.js': '.mjs' },
    sourcemap: 'linked',
  });
  return Object.fromEntries(names.map((each) => [each, join(root, 'dist', 'bench', `${each}.mjs`)]));
}
