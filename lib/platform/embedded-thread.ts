import { type MessagePort, Worker } from 'node:worker_threads';
import type { LatchkeyError } from '@/lib/kernel/errors';
import type { EmbeddedTask, FromEmbedded, ToEmbedded } from './embedded-messages';
import { log } from './log';
import { startRefusal } from './start-refusal';
import { workerFile } from './worker-file';

/** One life of the embedded database's thread. */
export interface EmbeddedThread {
  /** Settles when the database serves; rejects with the refusal, or when the thread ends first. */
  ready: Promise<void>;
  /** Settles when the thread has ended, however it ended. */
  ended: Promise<void>;
  /** What the thread refused its task with, once it has. */
  refusal(): LatchkeyError | undefined;
  lend(port: MessagePort): void;
  close(): void;
  terminate(): Promise<unknown>;
}

export interface Watch {
  /** How often the thread is asked whether it lives. */
  pingMs: number;
  /** A thread silent for this long is in a query that never ends, which PGlite cannot cancel: it is ended. */
  silenceMs: number;
}

/** Starts the embedded database's thread on `task` and watches over it. */
export function startThread(task: EmbeddedTask, watch: Watch): EmbeddedThread {
  const worker = new Worker(workerFile('database-worker'), {
    workerData: task,
    name: 'database',
    // It needs nothing of the environment.
    env: {},
    execArgv: [],
  });
  const say = (message: ToEmbedded, transfer: MessagePort[] = []) => worker.postMessage(message, transfer);
  let refusal: LatchkeyError | undefined;
  let brokenBy: string | undefined;
  let unansweredMs = 0;

  // Not before it is ready: recovery takes as long as it takes.
  let watchdog: NodeJS.Timeout | undefined;
  const watchOver = () => {
    watchdog = setInterval(() => {
      unansweredMs += watch.pingMs;
      if (unansweredMs <= watch.silenceMs) return say({ kind: 'ping' });
      log.error('database.thread-silent', { waitMs: unansweredMs });
      void worker.terminate();
    }, watch.pingMs);
    watchdog.unref();
  };

  const ended = new Promise<void>((resolve) => {
    worker.once('exit', () => {
      clearInterval(watchdog);
      resolve();
    });
  });
  const ready = new Promise<void>((resolve, reject) => {
    worker.on('message', (message: FromEmbedded) => {
      unansweredMs = 0;
      switch (message.kind) {
        case 'ready':
          watchOver();
          return resolve();
        case 'pong':
          return;
        case 'refused':
          refusal = message.message
            ? startRefusal(message.message, message.inside)
            : damaged(task.folder, message.inside);
          return;
        case 'broken':
          brokenBy = message.inside;
          return log.error('database.thread-broken', { inside: message.inside });
      }
    });
    worker.on('error', (error) => log.error('database.thread-failed', { inside: String(error) }));
    void ended.then(() => reject(refusal ?? damaged(task.folder, brokenBy)));
  });
  ready.catch(() => {});

  return {
    ready,
    ended,
    refusal: () => refusal,
    lend: (port) => say({ kind: 'session', port }, [port]),
    close: () => say({ kind: 'close' }),
    terminate: () => worker.terminate(),
  };
}

/** The refusal of a start on files that PostgreSQL cannot open though there is room. */
export function damaged(folder: string, inside?: string): LatchkeyError {
  return startRefusal(
    `The embedded database in ${folder} cannot be opened: its files are damaged or incomplete. Restore that folder from a backup, or move it away to begin with an empty database. The log has the cause.`,
    inside,
  );
}
