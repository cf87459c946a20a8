// npm run dev: the product with pages that reload as they are edited. What lies in lib/ or server/ needs a new start.
import { endWithNpm } from './end-with-parent.mjs';
import { ignoreDebugSignal } from './guard.mjs';
import { requireNode } from './node-version.mjs';
import { setUpPrograms } from './setup.mjs';
import { runMain } from './step.mjs';

ignoreDebugSignal();
requireNode();
endWithNpm();
await runMain(setUpPrograms);
process.env.NODE_ENV = 'development';
process.argv.push('--dev');
await import('../dist/server.mjs');
