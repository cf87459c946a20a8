// Throw-away PostgreSQL servers for tests, from Debian's package or whatever is on PATH.
import { execFileSync } from 'node:child_process';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { freePort } from './port.mjs';

const packagesFolder = '/usr/lib/postgresql';
const isRoot = process.getuid?.() === 0;

/** The folder with initdb and pg_ctl: the newest of Debian's packages, else on PATH. Undefined: there is none. */
export function findPrograms() {
  const versions = existsSync(packagesFolder) ? readdirSync(packagesFolder) : [];
  const packaged = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(packagesFolder, version, 'bin'));
  const onPath = (process.env.PATH ?? '').split(delimiter);
  return [...packaged, ...onPath].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')),
  );
}

/**
 * Starts a server in a temporary folder, whose superuser is `latchkey`. `settings` are added to its own, `access` stands
 * in pg_hba.conf, `files` are written into the folder for its user alone. `copyOf` makes it a hot standby of that server.
 */
export async function startServer(programs, { settings = [], access, files = {}, copyOf } = {}) {
  const owner = isRoot ? systemUser() : userInfo();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'));
  if (isRoot) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const own = (path) => {
    if (isRoot) chownSync(path, owner.uid, owner.gid);
    chmodSync(path, 0o600);
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text);
    own(join(folder, name));
  }
  const options = [
    ...[
      `port=${port}`,
      'listen_addresses=127.0.0.1',
      `unix_socket_directories=${folder}`,
      'max_connections=100',
    ],
    ...['fsync=off', 'full_page_writes=off', 'synchronous_commit=off'],
    ...settings.map((setting) => setting.replaceAll('$folder', folder)),
  ];
  const program = (name, parameters) =>
    execFileSync(join(programs, name), parameters, {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder },
      ...(isRoot ? { uid: owner.uid, gid: owner.gid } : {}),
    });
  let isRunning = false;
  const start = () => {
    program('pg_ctl', [
      ...['-D', data, '-l', join(folder, 'log'), '-w', '-t', '60'],
      ...['-o', options.map((option) => `-c ${option}`).join(' '), 'start'],
    ]);
    isRunning = true;
  };
  const stop = () => {
    if (isRunning) program('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
    isRunning = false;
  };
  const kill = () => {
    process.kill(Number(readFileSync(join(data, 'postmaster.pid'), 'utf8').split('\n', 1)[0]), 'SIGKILL');
    isRunning = false;
  };
  const promote = () => program('pg_ctl', ['-D', data, '-w', 'promote']);
  const remove = () => {
    stop();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    if (copyOf)
      program('pg_basebackup', [
        '-D',
        data,
        '-R',
        '-X',
        'stream',
        '-c',
        'fast',
        '-d',
        copyOf.url,
        '--no-sync',
      ]);
    else program('initdb', ['-D', data, '-U', 'latchkey', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
    if (access !== undefined) {
      writeFileSync(join(data, 'pg_hba.conf'), access);
      own(join(data, 'pg_hba.conf'));
    }
    start();
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    throw error;
  }
  return {
    folder,
    port,
    url: `postgresql://latchkey@127.0.0.1:${port}/postgres`,
    start,
    stop,
    kill,
    promote,
    remove,
  };
}

/** PostgreSQL refuses to run as root, so somebody else owns it. */
function systemUser() {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (flag) => Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user here: the next one.
    }
  }
  throw new Error(
    'PostgreSQL cannot run as root, and there is neither a user postgres nor nobody to run it.',
  );
}
