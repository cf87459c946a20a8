import { runPackage } from './run.mjs';
import { step } from './step.mjs';

/** Format, lint and the layer rule, in one pass of Biome. */
export function checkStyle() {
  return step(
    'format, lint, layers',
    'Most of it is repaired by: npm run format. Run this step alone with: npx biome check',
    () => runQuietly('@biomejs/biome/bin/biome', ['check', '--error-on-warnings', '--max-diagnostics=50']),
  );
}

/** Types of everything, tests included. */
export function checkTypes() {
  return step('types', 'Run this step alone with: npx tsc --noEmit', () =>
    runQuietly('typescript/bin/tsc', ['--noEmit', '--pretty', 'false']),
  );
}

/** The step's line has no room for what the tool prints. */
async function runQuietly(file, args) {
  await runPackage(file, args);
}
