import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of package.json and .next/: the bundle lies in its dist/. */
export function projectFolder(): string {
  const own = dirname(fileURLToPath(import.meta.url));
  return basename(own) === 'dist' || basename(own) === 'server' ? dirname(own) : own;
}

/** The version in package.json. */
export async function readVersion(folder: string): Promise<string> {
  const read: unknown = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const version = typeof read === 'object' && read !== null && 'version' in read ? read.version : undefined;
  return typeof version === 'string' ? version : 'unknown';
}
