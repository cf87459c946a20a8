import { mkdir, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { programOptions } from '../program-options.mjs';
import { root, run } from '../run.mjs';

/** Runs a TypeScript file of the project, bundled, without a database, and returns what it printed. */
export async function runBundled(file) {
  const { build } = await import('esbuild');
  const bundle = `.setup/${parse(file).name}.mjs`;
  await mkdir(join(root, '.setup'), { recursive: true });
  await build({
    ...programOptions,
    entryPoints: [file],
    outfile: bundle,
  });
  try {
    return await run(process.execPath, [bundle]);
  } finally {
    await rm(join(root, bundle), { force: true });
  }
}
