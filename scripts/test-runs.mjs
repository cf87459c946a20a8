import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { root, run, runPackage } from './run.mjs';
import { step } from './step.mjs';

/**
 * Runs Vitest as one step and returns its counts. A StepFailure carries them too, as `counts`.
 * `wrapper` is a command that runs another one; with a `seed` the tests on a database take turns between the two.
 */
export function runVitest(name, args, { wrapper = [], seed = '' } = {}) {
  const report = '.setup/vitest.json';
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const [program, ...rest] = [...wrapper, process.execPath, 'node_modules/vitest/vitest.mjs', 'run', ...args];
  const turns = seed === '' ? '' : `LATCHKEY_TESTS_BY_TURNS=${seed} `;
  const advice = `Run it alone with: ${turns}${wrapper.length > 0 ? 'node scripts/test-postgres.mjs ' : ''}${['npx vitest run', ...args].join(' ')}`;
  return counted(name, advice, report, vitestCounts, () =>
    run(program, [...rest, ...reporters], { env: { NO_COLOR: '1', LATCHKEY_TESTS_BY_TURNS: seed } }),
  );
}

/** Runs Playwright against the built product as one step and returns its counts. With a `seed` what is tried in two ways takes turns. */
export function runPlaywright(name, { seed = '' } = {}) {
  const report = '.setup/playwright.json';
  const turns = seed === '' ? '' : `LATCHKEY_TESTS_BY_TURNS=${seed} `;
  return counted(name, `Run it alone with: ${turns}npx playwright test`, report, playwrightCounts, () =>
    runPackage('@playwright/test/cli.js', ['test', '--reporter=list,json'], {
      env: { NO_COLOR: '1', PLAYWRIGHT_JSON_OUTPUT_NAME: report, LATCHKEY_TESTS_BY_TURNS: seed },
    }),
  );
}

/** Adds counts up. */
export function sumOf(counts) {
  const add = (name) => counts.reduce((sum, count) => sum + count[name], 0);
  return { passed: add('passed'), failed: add('failed'), skipped: add('skipped') };
}

async function counted(name, advice, report, countsOf, work) {
  const file = join(root, report);
  rmSync(file, { force: true });
  const read = () => (existsSync(file) ? countsOf(JSON.parse(readFileSync(file, 'utf8'))) : none);
  let counts = none;
  try {
    await step(name, advice, async () => {
      await work();
      counts = read();
      if (counts.passed === 0) throw new Error(`${name}: no test ran.`);
      return `${counts.passed} passed${counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''}`;
    });
  } catch (failure) {
    failure.counts = read();
    throw failure;
  }
  return counts;
}

const none = { passed: 0, failed: 0, skipped: 0 };

function vitestCounts({ numPassedTests, numFailedTests, numPendingTests, numFailedTestSuites }) {
  // A file that cannot even be loaded fails without a test of its own.
  const failed = Math.max(numFailedTests, numFailedTestSuites > 0 ? 1 : 0);
  return { passed: numPassedTests, failed, skipped: numPendingTests };
}

function playwrightCounts({ stats, errors }) {
  return {
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky + errors.length,
    skipped: stats.skipped,
  };
}
