import { existsSync } from 'node:fs';
import { run } from './run.mjs';

/** Whether this may install Debian's packages. */
export function mayInstallPackages() {
  return process.getuid?.() === 0 && existsSync('/usr/bin/apt-get');
}

/** Installs one of Debian's packages, by the lists of before where new ones do not come. Throws when it does not come. */
export async function installPackage(name) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' };
  await run('apt-get', ['update', '-q'], { env }).catch(() => undefined);
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', name], { env });
}
