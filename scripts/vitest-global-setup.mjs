import { buildServer } from './build-server.mjs';

/** Worker threads run as they ship: bundled. Tests load them from dist/. */
export async function setup() {
  await buildServer(['sdk-worker', 'database-worker']);
}
