// npm start: set-up where needed, then the product in this very process, so that signals and exit codes are its own.
import { endWithNpm } from './end-with-npm.mjs';
import { requireNode } from './node-version.mjs';
import { setUp } from './setup.mjs';
import { runMain } from './step.mjs';

requireNode();
endWithNpm();
await runMain(setUp);
process.env.NODE_ENV = 'production';
await import('../dist/server.mjs');
