// PgBouncer in front of a test's PostgreSQL server, from Debian's package or whatever is on PATH.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installPackage, mayInstallPackages } from './apt.mjs';
import { freePort } from './port.mjs';

const isRoot = process.getuid?.() === 0;
const deadlineMs = 20_000;

/** The program: on PATH, or where Debian puts it. Undefined: there is none. */
export function findPgBouncer() {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];
  return folders.map((folder) => join(folder, 'pgbouncer')).find((path) => existsSync(path));
}

/** Installs Debian's package. Throws where this may not, or it does not come. */
export async function installPgBouncer() {
  if (!mayInstallPackages()) throw new Error('This may not install packages.');
  await installPackage('pgbouncer');
}

/**
 * Starts it before the server at `serverPort`, for every database and the users that are named, without passwords. `mode` is its
 * pool_mode, `settings` are added to its own.
 */
export async function startPgBouncer(program, { serverPort, mode, users = ['latchkey'], settings = [] }) {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-pgbouncer-'));
  const port = await freePort();
  const file = join(folder, 'pgbouncer.ini');
  const write = (poolMode) =>
    writeFileSync(
      file,
      [
        '[databases]',
        `* = host=127.0.0.1 port=${serverPort}`,
        '[pgbouncer]',
        'listen_addr = 127.0.0.1',
        `listen_port = ${port}`,
        'unix_socket_dir =',
        'auth_type = trust',
        `auth_file = ${join(folder, 'users')}`,
        `admin_users = ${users[0]}`,
        `pool_mode = ${poolMode}`,
        ...settings,
      ].join('\n'),
    );
  write(mode);
  writeFileSync(join(folder, 'users'), users.map((user) => `"${user}" ""`).join('\n'));
  // It refuses to run as root.
  const owner = isRoot ? nobody() : {};
  if (isRoot) for (const path of [folder, file, join(folder, 'users')]) chownSync(path, owner.uid, owner.gid);
  const child = spawn(program, [file], { stdio: 'ignore', ...owner });
  const remove = () => {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  };
  const endsAtMs = performance.now() + deadlineMs;
  while (!(await answers(port))) {
    if (child.exitCode !== null || performance.now() > endsAtMs) {
      remove();
      throw new Error('PgBouncer does not start');
    }
    await sleep(20);
  }
  return {
    port,
    /** Changes pool_mode while it runs, for those who are connected too. */
    switchTo(poolMode) {
      write(poolMode);
      child.kill('SIGHUP');
    },
    remove,
  };
}

function nobody() {
  const id = (flag) => Number(execFileSync('id', [flag, 'nobody'], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
