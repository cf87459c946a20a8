// npm test: everything, from format to a real browser on the built product. Stops at the first step that fails.
import { checkDescription, checkLayers, checkPromisesAndCircles, checkStyle, checkTypes } from './checks.mjs';
import { findChromium, installChromium } from './chromium.mjs';
import { endWithNpm } from './end-with-parent.mjs';
import { requireNode } from './node-version.mjs';
import { findPgBouncer, installPgBouncer } from './pgbouncer.mjs';
import { run } from './run.mjs';
import { setUp, setUpPackages } from './setup.mjs';
import { runMain, StepFailure, seconds, step } from './step.mjs';
import { runPlaywright, runVitest, sumOf } from './test-runs.mjs';

const isCi = Boolean(process.env.CI) && process.env.CI !== 'false';
const withServer = [process.execPath, 'scripts/test-postgres.mjs'];

requireNode();
endWithNpm();
await runMain(test);

async function test() {
  const startedMs = performance.now();
  const counts = [];
  const leftOut = [];
  let isComplete = false;
  const count = async (work) => {
    try {
      counts.push(await work());
    } catch (failure) {
      if (failure.counts) counts.push(failure.counts);
      throw failure;
    }
  };
  try {
    await setUpPackages();
    await checkStyle();
    await checkLayers();
    await checkTypes();
    await checkPromisesAndCircles();
    await checkDescription();
    const wrapper = await postgresWrapper(leftOut);
    await providePgBouncer(leftOut);
    await count(async () =>
      runVitest('unit and integration tests', [], { wrapper, seed: await turnsSeed() }),
    );
    await trySomeMutants();
    await setUp();
    await provideChromium();
    await count(async () => runPlaywright('end-to-end tests in a browser', { seed: await turnsSeed() }));
    isComplete = true;
  } finally {
    const { passed, failed, skipped } = sumOf(counts);
    for (const what of leftOut) console.log(`\n!! LEFT OUT: ${what}`);
    console.log(`\n  in all ${seconds(startedMs).trim()}${skipped > 0 ? `, ${skipped} tests skipped` : ''}`);
    const isTold = isComplete || failed > 0;
    console.log(isTold ? `tests: ${passed} passed, ${failed} failed` : 'tests: stopped before the end');
  }
}

/** The command that gives tests a PostgreSQL server; none when there is no way to one, which only CI refuses. */
async function postgresWrapper(leftOut) {
  try {
    await step('PostgreSQL server', '', async () => {
      await run(withServer[0], [...withServer.slice(1), process.execPath, '-e', '']);
    });
    return withServer;
  } catch (failure) {
    const advice =
      'Install PostgreSQL (Debian: apt-get install postgresql), or set TEST_DATABASE_URL to a server.';
    if (isCi) throw new StepFailure('PostgreSQL server', advice, failure.cause);
    leftOut.push(`the tests on a PostgreSQL server. ${advice}\n${failure.cause?.output?.trim() ?? ''}`);
    return [];
  }
}

/** Tests behind a pooler need one; where there is no way to it they are left out, which only CI refuses. */
async function providePgBouncer(leftOut) {
  if (findPgBouncer()) return;
  const advice = 'Install PgBouncer (Debian: apt-get install pgbouncer; macOS: brew install pgbouncer).';
  try {
    await step('install PgBouncer', advice, installPgBouncer);
  } catch (failure) {
    if (isCi) throw failure;
    leftOut.push(`the tests behind a pooler. ${advice}`);
  }
}

/** Which of two ways each test is run this time, as on which database; nothing with `--all`, which runs all both ways. */
function turnsSeed() {
  return process.argv.includes('--all') ? '' : headHash();
}

async function headHash() {
  return (await run('git', ['rev-parse', 'HEAD']).catch(() => '')).trim() || 'no commit';
}

/** Switches six guards off, others at each commit: `npm run mutants` tries all of them. */
async function trySomeMutants() {
  const sample = ['--sample', '6', '--seed', await headHash(), '--no-baseline'];
  const advice = `Run it alone with: node scripts/mutants.mjs ${sample.join(' ')}`;
  await step('guards switched off', advice, async () => {
    const output = await run(process.execPath, ['scripts/mutants.mjs', ...sample]);
    return /^mutants: ([^(]*) /m.exec(output)?.[1]?.trim();
  });
}

async function provideChromium() {
  if (await findChromium()) return;
  await step(
    'install Chromium',
    'Install Chromium or Google Chrome, or name one in LATCHKEY_TEST_CHROMIUM.',
    installChromium,
  );
}
