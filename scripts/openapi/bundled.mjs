import { mkdir, rm } from 'node:fs/promises';
import { join, parse } from 'node:path';
import { root, run } from '../run.mjs';

/** Runs a TypeScript file of the project, bundled, without a database, and returns what it printed. */
export async function runBundled(file) {
  const { build } = await import('esbuild');
  const bundle = `.setup/${parse(file).name}.mjs`;
  await mkdir(join(root, '.setup'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [file],
    outfile: bundle,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    tsconfig: 'tsconfig.json',
    logLevel: 'warning',
  });
  try {
    return await run(process.execPath, [bundle]);
  } finally {
    await rm(join(root, bundle), { force: true });
  }
}
