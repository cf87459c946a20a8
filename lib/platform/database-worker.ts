import { parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { type EmbeddedEngine, serveDatabase } from './embedded-engine';
import type { EmbeddedTask, FromEmbedded, ToEmbedded } from './embedded-messages';
import { createStore, openStore } from './embedded-store';
import { keepUp } from './embedded-upkeep';

// The embedded database's own thread: its queries run on the thread that calls it, and would stall everybody else.

const host = parentPort;
const { task, folder, upkeep }: EmbeddedTask = workerData;

try {
  if (task === 'create') await createStore(folder);
  else await serve();
} catch (error) {
  const known = asLatchkeyError(error);
  say({ kind: 'refused', message: known.message, inside: known.inside ?? known.message });
}

async function serve(): Promise<void> {
  const database = await openStore(folder);
  endOnPanic(database);
  const engine = serveDatabase(database);
  const stopUpkeep = keepUp(engine, upkeep);
  host?.on('message', (message: ToEmbedded) => {
    if (message.kind === 'close') stopUpkeep();
    void obey(engine, message);
  });
  say({ kind: 'ready' });
}

async function obey(engine: EmbeddedEngine, message: ToEmbedded): Promise<void> {
  switch (message.kind) {
    case 'session':
      engine.serve(message.port);
      return;
    case 'ping':
      say({ kind: 'pong' });
      return;
    case 'close':
      await engine.close();
      process.exit(0);
  }
}

/**
 * PGlite swallows every exception of its main loop but a query's own; after a panic (log not written, trap in the
 * WASM) the next query would spin for ever. So the thread ends there, and the next one recovers from the log.
 */
function endOnPanic(database: PGlite): void {
  const postgres = database.Module;
  const loopOnce = postgres._PostgresMainLoopOnce;
  postgres._PostgresMainLoopOnce = () => {
    try {
      loopOnce();
    } catch (error) {
      if (error instanceof WebAssembly.RuntimeError) {
        say({ kind: 'broken', inside: error.message });
        process.exit(1);
      }
      throw error;
    }
  };
}

function say(message: FromEmbedded): void {
  host?.postMessage(message);
}
