import type { MessagePort } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';

const sync = Uint8Array.of(0x53, 0, 0, 0, 4);

/** The one session of an embedded database, lent to one message port at a time. */
export interface EmbeddedEngine {
  /** Gives the session to `port`; the port that had it is closed and what it left open is rolled back. */
  serve(port: MessagePort): void;
  /** Closes the session's port and the database, so that the next start need not recover. */
  close(): Promise<void>;
}

/** Serves PostgreSQL's protocol from `database` to one message port at a time (PGlite is one session). */
export function serveDatabase(database: PGlite): EmbeddedEngine {
  let current: MessagePort | undefined;
  let work: Promise<void> = database.waitReady;

  const then = (step: () => Promise<void>): Promise<void> => {
    work = work.then(step);
    return work;
  };

  return {
    serve(port) {
      current?.close();
      current = port;
      void then(() => freshSession(database));
      port.on('message', (bytes: Uint8Array) => {
        void then(() => (current === port ? answer(database, bytes, port) : Promise.resolve()));
      });
      port.on('close', () => {
        if (current === port) void then(() => freshSession(database));
      });
    },
    close() {
      current?.close();
      current = undefined;
      return then(() => database.close());
    },
  };
}

async function answer(database: PGlite, bytes: Uint8Array, port: MessagePort): Promise<void> {
  await database.execProtocolRawStream(bytes, {
    onRawData: (data) => {
      const copy = Uint8Array.from(data);
      port.postMessage(copy, [copy.buffer]);
    },
  });
}

/** Ends what another client left: a half-sent query, an open transaction, prepared statements, settings. */
async function freshSession(database: PGlite): Promise<void> {
  await database.execProtocolRawStream(sync, { onRawData: () => {} });
  if (database.isInTransaction()) await database.exec('ROLLBACK');
  await database.exec('DISCARD ALL');
}
