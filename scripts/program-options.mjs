import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

/** How esbuild bundles a program of the project for plain Node. Packages stay in node_modules. */
export const programOptions = {
  absWorkingDir: dirname(dirname(fileURLToPath(import.meta.url))),
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  packages: 'external',
  tsconfig: 'tsconfig.json',
  logLevel: 'warning',
};
