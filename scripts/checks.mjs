import { lintDescription } from './openapi/lint.mjs';
import { runPackage } from './run.mjs';
import { step } from './step.mjs';

const biome = '@biomejs/biome/bin/biome';

/** Format, lint and the layer rule, in one pass of Biome. */
export function checkStyle() {
  return step(
    'format, lint, layers',
    'Most of it is repaired by: npm run format. Run this step alone with: npx biome check',
    () => runQuietly(biome, ['check', '--error-on-warnings', '--max-diagnostics=50']),
  );
}

/** That no promise is left without anybody to hear of its failure: by the types that the compiler itself sees. */
export function checkPromises() {
  return step(
    'lint: no floating promises',
    'Await it, or say with void that nobody waits. Run this step alone with: npx oxlint --type-aware',
    () => runQuietly('oxlint/bin/oxlint', ['--type-aware', '--deny-warnings']),
  );
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
