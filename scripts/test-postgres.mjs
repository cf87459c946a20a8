// Runs a command with TEST_DATABASE_URL set to a throw-away PostgreSQL server: node scripts/test-postgres.mjs npx vitest run
// The server comes from Debian's package and lives in a temporary folder; with TEST_DATABASE_URL set already, that one is used.
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { findPrograms, startServer } from './postgres-server.mjs';

const isRoot = process.getuid?.() === 0;

const [command, ...args] = process.argv.slice(2);
if (command === undefined) fail('Say what to run: node scripts/test-postgres.mjs npx vitest run');

const given = process.env.TEST_DATABASE_URL;
process.exitCode = given ? await run(given) : await withServer(findPrograms() ?? install());

/** Starts a server, runs the command against it, and removes every trace of the server. Answers with the exit code. */
async function withServer(programs) {
  const server = await startServer(programs).catch((error) => fail(error.message));
  try {
    return await run(server.url);
  } finally {
    server.remove();
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
  return findPrograms() ?? fail(`PostgreSQL was installed, but its initdb is not found.`);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
