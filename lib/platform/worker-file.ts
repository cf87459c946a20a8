import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/**
 * Where a bundled worker thread lies: `dist/<name>.mjs` of the nearest folder above this file, or above the
 * working directory when a bundler has moved this file. Throws when neither has it (it was not built).
 */
export function workerFile(name: 'sdk-worker' | 'database-worker'): URL {
  const relative = join('dist', `${name}.mjs`);
  const found = findUpwards(ownFolder(), relative) ?? findUpwards(process.cwd(), relative);
  if (found) return pathToFileURL(found);
  throw new Error(`${relative} is missing: run node scripts/build-server.mjs`);
}

function ownFolder(): string {
  // A bundler may leave something that is no file address here; the working directory then decides.
  return import.meta.url.startsWith('file:') ? dirname(fileURLToPath(import.meta.url)) : process.cwd();
}

function findUpwards(from: string, relative: string): string | undefined {
  const candidate = join(from, relative);
  if (existsSync(candidate)) return candidate;
  const parent = dirname(from);
  return parent === from ? undefined : findUpwards(parent, relative);
}
