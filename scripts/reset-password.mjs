// npm run reset-password -- <e-mail>: a one-time link for somebody who is locked out, printed here. The embedded database
// has one user at a time: stop Latchkey for it. On a PostgreSQL server it may run on.
import { ignoreDebugSignal } from './guard.mjs';
import { requireNode } from './node-version.mjs';
import { setUpPrograms } from './setup.mjs';
import { runMain } from './step.mjs';

ignoreDebugSignal();
process.umask(0o077);
requireNode();
await runMain(setUpPrograms);
process.env.NODE_ENV = 'production';
await import('../dist/reset-password.mjs');
