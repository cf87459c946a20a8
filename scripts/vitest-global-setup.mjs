import { buildServer, workers } from './build-server.mjs';

/** Worker threads run as they ship: bundled. Tests load them from dist/. While a guard is switched off they are there. */
export async function setup() {
  if (process.env.LATCHKEY_MUTANT) return;
  await buildServer(workers);
}
