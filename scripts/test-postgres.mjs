// Runs a command with TEST_DATABASE_URL set to a throw-away PostgreSQL server: node scripts/test-postgres.mjs npx vitest run
// The server comes from Debian's package and lives in a temporary folder; with TEST_DATABASE_URL set already, that one is used.
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { constants, tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

const packagesFolder = '/usr/lib/postgresql';
const isRoot = process.getuid?.() === 0;

const [command, ...args] = process.argv.slice(2);
if (command === undefined) fail('Say what to run: node scripts/test-postgres.mjs npx vitest run');

const given = process.env.TEST_DATABASE_URL;
process.exitCode = given ? await run(given) : await withServer(findPrograms() ?? install());

/** Starts a server, runs the command against it, and removes every trace of the server. Answers with the exit code. */
async function withServer(programs) {
  const owner = isRoot ? systemUser() : userInfo();
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-postgres-'));
  if (isRoot) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, 'data');
  const port = await freePort();
  const options = [
    `-c port=${port} -c listen_addresses=127.0.0.1 -c unix_socket_directories=${folder}`,
    '-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c max_connections=100',
  ].join(' ');
  const program = (name, parameters) =>
    execFileSync(join(programs, name), parameters, {
      stdio: ['ignore', 'ignore', 'inherit'],
      cwd: folder,
      env: { ...process.env, LC_ALL: 'C.UTF-8', HOME: folder },
      ...(isRoot ? { uid: owner.uid, gid: owner.gid } : {}),
    });
  let isStarted = false;
  try {
    program('initdb', ['-D', data, '-U', 'latchkey', '-A', 'trust', '-E', 'UTF8', '--no-sync']);
    program('pg_ctl', ['-D', data, '-l', join(folder, 'log'), '-w', '-t', '60', '-o', options, 'start']);
    isStarted = true;
    return await run(`postgresql://latchkey@127.0.0.1:${port}/postgres`);
  } finally {
    if (isStarted) program('pg_ctl', ['-D', data, '-m', 'immediate', '-w', 'stop']);
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Runs the command; signals that come meanwhile go to it, so that the server is stopped after it. */
function run(url) {
  const child = spawn(command, args, { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: url } });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', (error) => {
      console.error(`${command} could not be started: ${error.message}`);
      resolve(127);
    });
    child.on('close', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
  });
}

/** The folder with initdb and pg_ctl: the newest of Debian's packages, else on PATH. */
function findPrograms() {
  const versions = existsSync(packagesFolder) ? readdirSync(packagesFolder) : [];
  const packaged = versions
    .toSorted((a, b) => Number(b) - Number(a))
    .map((version) => join(packagesFolder, version, 'bin'));
  const onPath = (process.env.PATH ?? '').split(delimiter);
  return [...packaged, ...onPath].find(
    (folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'pg_ctl')),
  );
}

function install() {
  if (!isRoot || !existsSync('/usr/bin/apt-get')) {
    fail(
      'No PostgreSQL server is installed. Install one (Debian, Ubuntu: sudo apt-get install postgresql; macOS: brew install postgresql@17), or set TEST_DATABASE_URL to one you have.',
    );
  }
  console.log('Installing PostgreSQL from the system’s packages for the tests …');
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const apt = (...parameters) =>
    execFileSync('apt-get', ['-qq', ...parameters], { stdio: 'inherit', env: environment });
  try {
    apt('install', '-y', '--no-install-recommends', 'postgresql');
  } catch {
    apt('update');
    apt('install', '-y', '--no-install-recommends', 'postgresql');
  }
  return findPrograms() ?? fail(`PostgreSQL was installed, but ${packagesFolder} has no initdb.`);
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
  return fail('PostgreSQL cannot run as root, and there is neither a user postgres nor nobody to run it.');
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
