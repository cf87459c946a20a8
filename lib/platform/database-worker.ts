import { parentPort, workerData } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';
import { asLatchkeyError, isLatchkeyError } from '@/lib/kernel/errors';
import { type EmbeddedEngine, serveDatabase } from './embedded-engine';
import { DurableFiles } from './embedded-files';
import type { EmbeddedTask, FromEmbedded, ToEmbedded } from './embedded-messages';
import { createStore, openStore } from './embedded-store';
import { keepUp } from './embedded-upkeep';
import { foreseenTrouble } from './storage-trouble';

// The embedded database's own thread: its queries run on the thread that calls it, and would stall everybody else.

const host = parentPort;
const { task, folder, upkeep }: EmbeddedTask = workerData;

try {
  if (task === 'create') await createStore(folder, endBroken);
  else await serve();
} catch (error) {
  const { inside, message } = asLatchkeyError(error);
  say({ kind: 'refused', ...(isLatchkeyError(error) ? { message } : {}), inside: inside ?? message });
}

async function serve(): Promise<void> {
  const database = await openStore(folder, new DurableFiles(folder, endBroken));
  endOnPanic(database);
  const engine = serveDatabase(database, () => foreseenTrouble(folder) !== undefined);
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
        endBroken(error.message);
      }
      throw error;
    }
  };
}

function endBroken(inside = 'a panic'): never {
  say({ kind: 'broken', inside });
  process.exit(1);
}

function say(message: FromEmbedded): void {
  host?.postMessage(message);
}
