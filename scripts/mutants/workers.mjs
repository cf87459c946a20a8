import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle, workers } from '../build-server.mjs';
import { root } from '../run.mjs';
import { withMutant } from './transform.mjs';

let sources;

/**
 * Worker threads run from a bundle of their own, which Vitest does not see. For a mutant of a file in one it is bundled with the
 * guard switched off.
 * @returns {Promise<string | undefined>} the folder, below the root; undefined for a file that is in no bundle
 */
export async function bundleWorkers(mutant, name) {
  sources ??= findSources();
  if (!(await sources).has(mutant.file)) return undefined;
  const folder = join('.setup', name);
  await bundle(workers, { outdir: folder, plugins: [switchedOffIn(mutant)] });
  return folder;
}

/** Throws away what `bundleWorkers` wrote. */
export async function removeWorkers(folder) {
  if (folder) await rm(join(root, folder), { recursive: true, force: true });
}

async function findSources() {
  const { metafile } = await bundle(workers, { outdir: '.setup', write: false, metafile: true });
  return new Set(Object.keys(metafile.inputs));
}

function switchedOffIn(mutant) {
  const path = join(root, mutant.file);
  return {
    name: 'latchkey-mutant',
    setup({ onLoad }) {
      onLoad({ filter: /\.ts$/ }, async (loaded) =>
        loaded.path === path
          ? { contents: withMutant(await readFile(path, 'utf8'), mutant), loader: 'ts' }
          : undefined,
      );
    },
  };
}
