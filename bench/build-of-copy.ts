import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface Copy {
  folder: string;
  /** Its built server. */
  file: string;
  /** What Next calls its build. */
  buildId: string;
}

/**
 * Builds a copy of the project, as it stands, in a folder of its own under `.setup`, as another machine would. `change`
 * gives another text for files of it, by path. What was built for the same texts is taken as it is.
 */
export function buildOfCopy(name: string, change: Record<string, (text: string) => string> = {}): Copy {
  const folder = resolve('.setup', 'bench', `copy-${name}`);
  const files = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'])
    .toString()
    .split('\0')
    .filter((file) => file !== '' && existsSync(file));
  for (const kept of ['app', 'components', 'lib', 'server', 'scripts'])
    rmSync(join(folder, kept), { recursive: true, force: true });
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    cpSync(file, join(folder, file));
  }
  for (const [file, changed] of Object.entries(change)) {
    const before = readFileSync(join(folder, file), 'utf8');
    const after = changed(before);
    if (after === before) throw new Error(`${file} was to be changed, and is not`);
    writeFileSync(join(folder, file), after);
  }
  // Links of the file system: the packages are the same, and many.
  if (!existsSync(join(folder, 'node_modules')))
    execFileSync('cp', ['-al', resolve('node_modules'), join(folder, 'node_modules')]);
  execFileSync(process.execPath, [join(folder, 'scripts', 'setup.mjs')], {
    cwd: folder,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const buildId = readFileSync(join(folder, '.next', 'BUILD_ID'), 'utf8').trim();
  return { folder, file: join(folder, 'dist', 'server.mjs'), buildId };
}
