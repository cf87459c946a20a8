// Brings a clone to the point where it can be started: packages, database client, programs, console. Uses nothing
// but Node's own modules, for it runs before any package is there. Each step is skipped when nothing has changed.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { requireNode } from './node-version.mjs';
import { arePackagesInstalled, installPackages } from './packages.mjs';
import { root, run, runPackage } from './run.mjs';
import { hashOf, isStamped, stamp } from './stamp.mjs';
import { runMain, step } from './step.mjs';

const programs = [
  'server.mjs',
  'product.mjs',
  'reset-password.mjs',
  'sdk-worker.mjs',
  'database-worker.mjs',
  'sandbox.mjs',
];
const locked = ['package.json', 'package-lock.json', 'tsconfig.json'];

/** Packages and the database client: what type checks and tests need. */
export async function setUpPackages() {
  if (!arePackagesInstalled()) {
    await step(
      'install packages',
      'Check that the npm registry can be reached (npm config get registry; npm ping), then run the same command again.',
      installPackages,
    );
  }
  const hash = hashOf(['prisma/schema.prisma', 'package-lock.json', 'prisma.config.ts']);
  if (isStamped('client', hash) && existsSync(join(root, 'lib/platform/prisma-client/client.ts'))) return;
  await step(
    'generate database client',
    'The lines above say what is wrong in prisma/schema.prisma.',
    async () => {
      // `generate` needs no engine but looks for one, and would download it; any executable satisfies it.
      const env = {
        PRISMA_SCHEMA_ENGINE_BINARY: process.execPath,
        PRISMA_HIDE_UPDATE_MESSAGE: '1',
        CHECKPOINT_DISABLE: '1',
      };
      await runPackage('prisma/build/index.js', ['generate'], { env });
      stamp('client', hash);
    },
  );
}

/** Everything that the product needs to run from dist/ and .next/. */
export async function setUp() {
  await setUpPackages();
  await buildPrograms();
  await buildConsole();
}

/** What programs beside the console need: commands, and the product with pages that are built as they are asked for. */
export async function setUpPrograms() {
  await setUpPackages();
  await buildPrograms();
}

async function buildPrograms() {
  const hash = hashOf([
    'server.ts',
    'server',
    'lib',
    'sandbox',
    'scripts/build-server.mjs',
    'prisma/schema.prisma',
    ...locked,
  ]);
  const areThere = programs.every((name) => existsSync(join(root, 'dist', name)));
  if (areThere && isStamped('programs', hash)) return;
  await step('build server and sandbox', 'The lines above say which source file is wrong.', async () => {
    await run(process.execPath, ['scripts/build-server.mjs']);
    stamp('programs', hash);
  });
}

async function buildConsole() {
  const inputs = [
    'app',
    'components',
    'lib',
    'public',
    'next.config.mjs',
    'postcss.config.mjs',
    'prisma/schema.prisma',
  ];
  const hash = () => hashOf([...inputs, ...locked], builtConsole());
  if (builtConsole() !== '' && isStamped('console', hash())) return;
  await step('build console', 'The lines above say which page is wrong.', async () => {
    const env = { NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...sameActions };
    await runPackage('next/dist/bin/next', ['build'], { env });
    stamp('console', hash());
  });
}

/**
 * Next salts the ids of server actions with this key, and would make one up for each build: two machines with the same
 * source would then not know each other's actions, nor a page of before an update the server of after. It seals what
 * actions close over, which is nothing: each is a function of a module of its own (lib/doors/inline-actions.test.ts).
 */
const sameActions = {
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: createHash('sha256').update('latchkey server actions').digest('base64'),
};

/** The id of the build in .next/, or nothing. Part of the stamp: a build made by hand is not taken for ours. */
function builtConsole() {
  const file = join(root, '.next', 'BUILD_ID');
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  requireNode();
  await runMain(setUp);
}
