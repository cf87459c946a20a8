// npm start: set-up where needed, then the product in a process of its own, which gets the settings through a pipe.
// Signals are handed on, and its exit code is this one's.
import { constants } from 'node:os';
import { endWithNpm } from './end-with-parent.mjs';
import { ignoreDebugSignal } from './guard.mjs';
import { launch } from './launch.mjs';
import { requireNode } from './node-version.mjs';
import { takeOwnSettings } from './own-settings.mjs';
import { setUp } from './setup.mjs';
import { runMain } from './step.mjs';

ignoreDebugSignal();
requireNode();
endWithNpm();
// Before the packages are installed and built, which is done by other people's programs.
const settings = takeOwnSettings();
await runMain(setUp);
const product = launch({
  file: 'scripts/serve.mjs',
  args: process.argv.slice(2),
  env: { NODE_ENV: 'production' },
  settings,
  stdio: ['inherit', 'inherit', 'inherit'],
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT'])
  process.on(signal, () => product.kill(signal));
product.once('error', (error) => {
  console.error(`Latchkey could not be started: ${error.message}`);
  process.exit(1);
});
product.once('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
