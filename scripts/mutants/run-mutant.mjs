import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { withoutOwnSettings } from '../own-settings.mjs';
import { root } from '../run.mjs';
import { withMutant } from './transform.mjs';
import { bundleWorkers, removeWorkers } from './workers.mjs';

const deadlineMs = 10 * 60_000;

/**
 * Runs the tests that should notice one mutant, stage by stage until one does. A mutant has `stages`
 * ([{ tests, filter }]), or `tests` and `filter` of a single one.
 * - `noticed`: a test failed, or ran out of time where the mutant says that it `hangs`.
 * - `survived`: every test passed.
 * - `broken`: no test ran, or the source does not hold the text: nothing is known.
 * @returns {Promise<{ verdict: 'noticed' | 'survived' | 'broken', note: string }>}
 */
export async function runMutant(mutant) {
  try {
    withMutant(readFileSync(join(root, mutant.file), 'utf8'), mutant);
  } catch (error) {
    return { verdict: 'broken', note: String(error.message) };
  }
  runs += 1;
  const workers = await bundleWorkers(mutant, `mutant-${process.pid}-${runs}`);
  try {
    return await runStages({ ...mutant, workers });
  } finally {
    await removeWorkers(workers);
  }
}

async function runStages(mutant) {
  const seen = [];
  for (const stage of stagesOf(mutant)) {
    const outcome = verdictOf(await runTests(stage, mutant), mutant);
    if (outcome.verdict === 'noticed') return outcome;
    seen.push(outcome);
  }
  const broken = seen.find(({ verdict }) => verdict === 'broken');
  const tests = stagesOf(mutant).flatMap((stage) => stage.tests);
  return broken ?? seen[0] ?? { verdict: 'broken', note: `no tests for it: ${tests.join(', ')}` };
}

/** Whether the tests that are to notice the mutants pass while nothing is switched off. */
export async function runBaseline(mutants) {
  const tests = [...new Set(mutants.flatMap((mutant) => stagesOf(mutant).flatMap((stage) => stage.tests)))];
  const { report } = await runTests({ tests, isWhole: true }, undefined);
  for (const { name, message } of report?.testResults.filter(({ status }) => status !== 'passed') ?? []) {
    console.log(`  fails as it is: ${name} ${message}`);
  }
  return report?.success === true && report.numPassedTests > 0;
}

function stagesOf({ stages, tests = [], filter }) {
  return stages ?? [{ tests, filter }];
}

/** Guarantee: at the end of its time the run is killed, and then `report` is undefined. */
function runTests({ tests, filter, isWhole = false }, mutant) {
  runs += 1;
  const output = join(root, '.setup', `mutant-${process.pid}-${runs}.json`);
  const args = [
    ...['node_modules/vitest/vitest.mjs', 'run', ...projectsOf(tests), ...tests],
    ...(filter ? ['-t', filter] : []),
    ...(isWhole
      ? []
      : ['--bail', '1', '--maxWorkers', '1', '--testTimeout=60000', `--hookTimeout=${deadlineMs}`]),
    ...['--reporter=json', `--outputFile=${output}`],
  ];
  const change = mutant && JSON.stringify({ ...mutant, tests: undefined, stages: undefined });
  const env = { ...withoutOwnSettings(), LATCHKEY_SAID_NO_SERVER: 'yes', NO_COLOR: '1' };
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: root,
      env: change ? { ...env, LATCHKEY_MUTANT: change } : env,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const chunks = [];
    child.stderr.on('data', (chunk) => chunks.push(chunk));
    const timer = isWhole ? undefined : setTimeout(() => child.kill('SIGKILL'), deadlineMs);
    child.once('close', (_code, signal) => {
      clearTimeout(timer);
      const report = existsSync(output) ? JSON.parse(readFileSync(output, 'utf8')) : undefined;
      rmSync(output, { force: true });
      resolve({ report, isKilled: signal === 'SIGKILL', complaint: Buffer.concat(chunks).toString() });
    });
  });
}

let runs = 0;

function projectsOf(tests) {
  const projectOf = (path) =>
    path.endsWith('.db.test.ts') ? 'embedded' : path.endsWith('.process.test.ts') ? 'processes' : 'unit';
  return [...new Set(tests.map(projectOf))].flatMap((project) => ['--project', project]);
}

function verdictOf({ report, isKilled, complaint }, { hangs = false }) {
  const late = hangs ? 'noticed' : 'broken';
  if (isKilled) return { verdict: late, note: 'the run did not end' };
  if (!report) return { verdict: 'broken', note: complaint.trim().slice(-300) || 'no report' };
  const failed = report.testResults.flatMap(({ assertionResults }) =>
    assertionResults.filter(({ status }) => status === 'failed'),
  );
  if (failed.length > 0) {
    const isLate = failed.every(({ failureMessages }) =>
      failureMessages.every((text) => /(?:Test|Hook) timed out in/.test(text)),
    );
    return { verdict: isLate ? late : 'noticed', note: failed[0].fullName };
  }
  const unloaded = report.testResults.find(({ status }) => status === 'failed');
  if (unloaded)
    return { verdict: 'broken', note: `no test of ${unloaded.name} ran: ${unloaded.message}`.slice(0, 400) };
  if (report.numPassedTests === 0) return { verdict: 'broken', note: 'no test ran' };
  return { verdict: 'survived', note: `${report.numPassedTests} tests passed` };
}
