import type { MessagePort } from 'node:worker_threads';
import type { PGlite } from '@electric-sql/pglite';

// Sync ends a half-sent query; ReadyForQuery with I (idle) ends an answer outside any transaction.
const sync = Uint8Array.of(0x53, 0, 0, 0, 4);
const readyAndIdle = Buffer.from([0x5a, 0, 0, 0, 5, 0x49]);

/** The one session of an embedded database, lent to one message port at a time. */
export interface EmbeddedEngine {
  /** Gives the session to `port` and says `open` there; the one before is closed, and what it left is rolled back. */
  serve(port: MessagePort): void;
  /** Runs `work` if nobody is in the middle of a query or transaction and it can be saved; answers whether it ran. */
  whenIdle(work: (database: PGlite) => Promise<void>): Promise<boolean>;
  /** Closes the session's port and the database, so that the next start need not recover. */
  close(): Promise<void>;
}

/**
 * Serves PostgreSQL's protocol from `database` to one message port at a time (PGlite is one session). While `isStuck` says
 * that nothing can be saved, new transactions are read-only: a write to the log that fails would end the database.
 */
export function serveDatabase(database: PGlite, isStuck: () => boolean = () => false): EmbeddedEngine {
  let current: MessagePort | undefined;
  let isIdle = true;
  let isReadOnly = false;
  let last: Promise<unknown> = database.waitReady;

  /** Everything that touches the session goes through here, one step after the other. */
  function inTurn<T>(step: () => Promise<T>): Promise<T> {
    const turn = last.then(step);
    last = turn.catch(() => {});
    return turn;
  }

  async function answer(port: MessagePort, bytes: Uint8Array): Promise<void> {
    if (port !== current) return;
    if (isIdle) await allowChanges(!isStuck());
    isIdle = false;
    let tail: Uint8Array = Buffer.alloc(0);
    await database.execProtocolRawStream(bytes, {
      onRawData: (data) => {
        tail = tailOf(tail, data);
        const copy = Uint8Array.from(data);
        port.postMessage(copy, [copy.buffer]);
      },
    });
    isIdle = readyAndIdle.equals(tail);
  }

  async function allowChanges(isAllowed: boolean): Promise<void> {
    if (isReadOnly === !isAllowed) return;
    isReadOnly = !isAllowed;
    await database.exec(`SET default_transaction_read_only = ${isReadOnly ? 'on' : 'off'}`);
  }

  async function begin(port: MessagePort): Promise<void> {
    await startAfresh(database);
    isReadOnly = false;
    isIdle = true;
    port.postMessage('open');
  }

  return {
    serve(port) {
      current?.close();
      current = port;
      inTurn(() => begin(port)).catch(() => port.close());
      port.on('message', (bytes: Uint8Array) => {
        inTurn(() => answer(port, bytes)).catch(() => port.close());
      });
    },
    whenIdle: (work) =>
      inTurn(async () => {
        if (!isIdle || isStuck()) return false;
        await work(database);
        return true;
      }),
    async close() {
      current?.close();
      current = undefined;
      await inTurn(() => database.close());
    },
  };
}

/** The last six bytes of an answer that comes in pieces. */
function tailOf(before: Uint8Array, data: Uint8Array): Uint8Array {
  const length = readyAndIdle.length;
  if (data.length >= length) return Buffer.from(data.subarray(-length));
  return Buffer.concat([before, data]).subarray(-length);
}

/** Ends what another client left: a half-sent query, an open transaction, prepared statements, settings. */
async function startAfresh(database: PGlite): Promise<void> {
  await database.execProtocolRawStream(sync, { onRawData: () => {} });
  if (database.isInTransaction()) await database.exec('ROLLBACK');
  await database.exec('DISCARD ALL');
}
