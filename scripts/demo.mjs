// npm run demo: the product beside a sandbox 1Password account, with data of its own. Ctrl-C stops both.
import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { endWithNpm } from './end-with-parent.mjs';
import { ignoreDebugSignal } from './guard.mjs';
import { requireNode } from './node-version.mjs';
import { freePortFrom, isPortFree } from './port.mjs';
import { startProgram, waitUntil } from './program.mjs';
import { root } from './run.mjs';
import { setUp } from './setup.mjs';
import { runMain, StepFailure, step } from './step.mjs';

const startDeadlineMs = 180_000;

ignoreDebugSignal();
requireNode();
endWithNpm();
process.stdout.on('error', () => undefined);
await runMain(demo);

async function demo() {
  const { portWanted, isPortChosen, folder } = readOptions();
  await setUp();
  const port = await choosePort(portWanted, isPortChosen);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const programs = { running: [], isStopping: false };
  stopOnSignal(programs);

  let sandbox;
  await step('start sandbox', advice('sandbox'), async () => {
    sandbox = await startSandbox(folder, programs);
    return sandbox.origin;
  });
  const admin = adminOf(folder);
  await step('start Latchkey', advice('server'), () =>
    startProduct({ folder, port, admin, sandbox, programs }),
  );

  show({ port, admin, sandbox: sandbox.origin, token: sandbox.token, folder });
  await Promise.race(
    programs.running.map(({ name, ended, tail }) => ended.then((code) => endedEarly(name, code, tail()))),
  );

  function endedEarly(name, code, lastLines) {
    if (programs.isStopping) return new Promise(() => undefined);
    for (const program of programs.running) void program.stop();
    throw new StepFailure(
      name,
      'Run npm run demo again.',
      `It ended with ${code}. Its last lines:\n${lastLines}`,
    );
  }
}

function readOptions() {
  const values = parseOptions();
  const chosen = values.port ?? (process.env.PORT || undefined);
  const portWanted = Number(chosen ?? 3000);
  if (!Number.isInteger(portWanted) || portWanted < 1 || portWanted > 65_535) {
    throw new StepFailure(
      'reading options',
      'Use a port from 1 to 65535, such as --port 3100.',
      `“${chosen}” is no port.`,
    );
  }
  return {
    portWanted,
    isPortChosen: chosen !== undefined,
    folder: resolve(root, values.data ?? 'data/demo'),
  };
}

function parseOptions() {
  try {
    return parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } }).values;
  } catch (error) {
    const advice = 'The options are: npm run demo -- --port 3100 --data data/demo';
    throw new StepFailure('reading options', advice, error.message);
  }
}

async function choosePort(wanted, isChosen) {
  if (await isPortFree(wanted)) return wanted;
  if (isChosen) {
    const advice = 'Stop what uses it, or choose another: npm run demo -- --port 3100';
    throw new StepFailure('choosing a port', advice, `Port ${wanted} is taken by another program.`);
  }
  const port = await freePortFrom(wanted + 1);
  if (port === undefined) {
    throw new StepFailure(
      'choosing a port',
      'Name a free one: npm run demo -- --port 8080',
      `Ports from ${wanted} on are taken.`,
    );
  }
  console.log(`  Port ${wanted} is taken by another program; using ${port}.`);
  return port;
}

async function startSandbox(folder, programs) {
  const port = await freePortFrom(4040);
  const tokenFile = join(folder, 'sandbox-token.txt');
  // The one of the run before may name another port; its coming back says that the sandbox is ready.
  rmSync(tokenFile, { force: true });
  const sandbox = startProgram({
    name: 'the sandbox',
    file: 'dist/sandbox.mjs',
    args: ['--port', String(port), '--state', join(folder, 'sandbox.json'), '--token-file', tokenFile],
    logFile: join(folder, 'sandbox.log'),
  });
  programs.running.push(sandbox);
  const origin = `http://127.0.0.1:${port}`;
  const answers = async () => (await fetch(`${origin}/sandbox`)).ok && existsSync(tokenFile);
  if (await waitUntil(answers, sandbox, startDeadlineMs)) {
    return { origin, token: readFileSync(tokenFile, 'utf8').trim() };
  }
  await stopAll(programs);
  throw new Error(sandbox.tail());
}

async function startProduct({ folder, port, admin, sandbox, programs }) {
  const product = startProgram({
    name: 'Latchkey',
    file: 'dist/server.mjs',
    env: { NODE_ENV: 'production' },
    settings: {
      PORT: String(port),
      HOST: '127.0.0.1',
      DATA_DIR: folder,
      LATCHKEY_SIGN_IN_HOSTS: sandbox.origin,
      LATCHKEY_ADMIN_EMAIL: admin.email,
      LATCHKEY_ADMIN_PASSWORD: admin.password,
    },
    logFile: join(folder, 'server.log'),
  });
  programs.running.push(product);
  const isReady = async () => (await fetch(`http://127.0.0.1:${port}/api/ready`)).ok;
  if (await waitUntil(isReady, product, startDeadlineMs)) return;
  await stopAll(programs);
  throw new Error(product.tail());
}

/** The demo's admin, made at the first run and kept beside its data. */
function adminOf(folder) {
  const file = join(folder, 'sign-in.json');
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const admin = { email: 'admin@example.com', password: randomBytes(12).toString('base64url') };
  writeFileSync(file, `${JSON.stringify(admin, null, 2)}\n`, { mode: 0o600 });
  return admin;
}

function show({ port, admin, sandbox, token, folder }) {
  const origin = `http://localhost:${port}`;
  const fromRoot = relative(root, folder);
  const short = fromRoot.startsWith('..') ? folder : fromRoot;
  console.log(`
  Latchkey is running with a sandbox 1Password account.

    Address    ${origin}
    Email      ${admin.email}
    Password   ${admin.password}

  Service account token of the sandbox (also in ${short}/sandbox-token.txt):

${token}

  Next:
    1. Sign in, choose Connect 1Password, paste the token, test, connect.
    2. Connections → New connection → Stripe, named “Stripe”: click the key icon in “Secret key”, choose
       Production / Stripe / Secret Key, or paste  op://Production/Stripe/Secret Key  into the field. Create it.
    3. Create a key under API keys and read the connection as a workload would:
       curl -X POST ${origin}/api/v1/connections/stripe/resolve -H "Authorization: Bearer lk_…"
    4. Break something and look at Cache, Health and the connection:
       curl -d '{"vault":"Production","item":"Stripe"}' ${sandbox}/sandbox/items/archive
       sandbox/README.md tells what else can go wrong, and how to repair it.

  Logs are in ${short}/server.log and ${short}/sandbox.log. Remove ${short} to start again. Ctrl-C stops both.
`);
}

function stopOnSignal(programs) {
  process.on('exit', () => {
    for (const program of programs.running) program.kill();
  });
  const stop = async () => {
    if (programs.isStopping) return;
    programs.isStopping = true;
    console.log('\n  Stopping …');
    await stopAll(programs);
    process.exit(0);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, stop);
}

async function stopAll(programs) {
  programs.isStopping = true;
  // The product first, so that it can still end what it has begun with the sandbox.
  for (const program of [...programs.running].reverse()) await program.stop();
}

function advice(program) {
  return `The lines above are the end of ${program}.log in the demo's data folder. If they do not help, remove that folder and run npm run demo again.`;
}
