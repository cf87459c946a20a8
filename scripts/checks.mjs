import { lintDescription } from './openapi/lint.mjs';
import { run, runPackage } from './run.mjs';
import { step } from './step.mjs';

const biome = '@biomejs/biome/bin/biome';

/** Format and lint, in one pass of Biome. */
export function checkStyle() {
  return step(
    'format, lint',
    'Most of it is repaired by: npm run format. Run this step alone with: npx biome check',
    () => runQuietly(biome, ['check', '--error-on-warnings', '--max-diagnostics=50']),
  );
}

/**
 * That no promise is left without anybody to hear of its failure, by the types that the compiler itself sees; and that no file
 * imports itself through others.
 */
export function checkPromisesAndCircles() {
  return step(
    'lint: promises, circles',
    'Await it, or say with void that nobody waits; move what both need to a third file. Run this step alone with: npx oxlint --type-aware',
    () => runQuietly('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  );
}

/** Which part of the house imports which: scripts/layers/table.mjs. */
export function checkLayers() {
  return step('layers', 'Run this step alone with: node scripts/layers/check.mjs', async () => {
    await run(process.execPath, ['scripts/layers/check.mjs']);
  });
}

/** Types of everything, tests included. */
export function checkTypes() {
  return step('types', 'Run this step alone with: npx tsc --noEmit', () =>
    runQuietly('typescript/bin/tsc', ['--noEmit', '--pretty', 'false']),
  );
}

/** The API's description by Spectral and Redocly, examples against their schemas included. */
export function checkDescription() {
  return step(
    'lint: description of the API',
    'Run this step alone with: node scripts/openapi/lint.mjs',
    lintDescription,
  );
}

/** The step's line has no room for what the tool prints. */
async function runQuietly(file, args) {
  await runPackage(file, args);
}
