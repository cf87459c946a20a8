import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectConfiguration } from 'vitest/config';
import { filesByTurns } from './scripts/by-turns.mjs';
import { switchedOff } from './scripts/mutants/transform.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const hasServer = Boolean(process.env.TEST_DATABASE_URL);
const { LATCHKEY_TESTS_BY_TURNS: seed } = process.env;
const turns = hasServer && seed ? filesByTurns(root, seed) : undefined;

// Once: each project evaluates this file again.
if (!hasServer && !process.env.LATCHKEY_SAID_NO_SERVER) {
  process.env.LATCHKEY_SAID_NO_SERVER = 'yes';
  console.warn(
    '\n!! TEST_DATABASE_URL is not set: the tests on a PostgreSQL server are LEFT OUT of this run.\n' +
      '!! Run them with: node scripts/test-postgres.mjs npx vitest run --project server\n',
  );
}

export default defineConfig({
  // npm run mutants: one guard is switched off, and a test must fail.
  plugins: [switchedOff(root, process.env.LATCHKEY_MUTANT)],
  resolve: { alias: [{ find: /^@\//, replacement: root }] },
  test: {
    exclude: ['**/node_modules/**', 'dist/**', '.next/**', '.setup/**', 'e2e/**'],
    globalSetup: ['scripts/vitest-global-setup.mjs'],
    // What is waited for comes late on a busy machine.
    expect: { poll: { timeout: 10_000 } },
    // A process runs one file after the other: starting one for each and loading everything again took a third of the time.
    // But where a module is replaced, as scripts/codes.mjs does.
    isolate: Boolean(process.env.LATCHKEY_CODES_FOLDER),
    // The second one, scripts/codes.mjs: which error codes the tests provoke.
    setupFiles: [
      'lib/platform/testing/fresh-process.ts',
      ...(process.env.LATCHKEY_CODES_FOLDER ? ['scripts/openapi/note-codes.ts'] : []),
    ],
    // Most tests wait, for a provider that hangs or a database: three workers a core leave no core idle. As a number:
    // a share is never more than the cores.
    maxWorkers: 3 * availableParallelism(),
    // Each file compiles the SDK and the embedded database again, in threads: code that does not run for long is not worth
    // V8's better compiler, which took about a third of the processor time of a file that takes seconds.
    execArgv: ['--wasm-tiering-budget=500000000'],
    // Against a test that hangs, not one that is slow: the machine may be busy with other things.
    testTimeout: 180_000,
    hookTimeout: 240_000,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.ts'],
          exclude: ['**/*.db.test.ts', '**/*.process.test.ts'],
        },
      },
      // Start programs and threads of their own and kill them: too slow for `npm run verify`.
      { extends: true, test: { name: 'processes', include: ['**/*.process.test.ts'] } },
      databaseProject('embedded'),
      ...(hasServer ? [databaseProject('server')] : []),
    ],
  },
});

/** The same tests on each database: what holds on one alone is not held. `npm test` takes turns (scripts/by-turns.mjs). */
function databaseProject(kind: 'embedded' | 'server'): TestProjectConfiguration {
  const include = turns?.[kind] ?? ['**/*.db.test.ts'];
  return { extends: true, test: { name: kind, include, env: { TEST_DATABASE: kind } } };
}
