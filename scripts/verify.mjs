// npm run verify: format, lint, layers, types, the API's description and unit tests, in seconds. No database, no browser, no build.
import { checkDescription, checkLayers, checkPromisesAndCircles, checkStyle, checkTypes } from './checks.mjs';
import { requireNode } from './node-version.mjs';
import { setUpPackages } from './setup.mjs';
import { runMain } from './step.mjs';
import { runVitest, sumOf } from './test-runs.mjs';

requireNode();
await runMain(async () => {
  await setUpPackages();
  await checkStyle();
  await checkLayers();
  await checkTypes();
  await checkPromisesAndCircles();
  await checkDescription();
  const { passed, failed } = sumOf([await runVitest('unit tests', ['--project', 'unit'])]);
  console.log(`tests: ${passed} passed, ${failed} failed`);
});
