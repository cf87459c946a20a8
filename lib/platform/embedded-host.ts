import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { MessagePort } from 'node:worker_threads';
import { LatchkeyError } from '@/lib/kernel/errors';
import { damaged, type EmbeddedThread, startThread, type Watch } from './embedded-thread';
import type { UpkeepTimes } from './embedded-upkeep';
import { log } from './log';
import { openSession } from './session-stream';
import { storageError, storageTrouble } from './storage-trouble';
import { hasStore } from './store-folder';

export interface HostOptions extends Watch {
  /** The shortest time between two starts, so that a thread that dies at once does not wear the machine out. */
  restartMs: number;
  upkeep?: UpkeepTimes;
}

/** The embedded database's thread, started again when it has died. */
export interface EmbeddedHost {
  /**
   * A port of a new session, which ends the one before. Throws `storage_full` or `storage_read_only` while nothing can be
   * saved, and `internal` when the database cannot be opened.
   */
  connect(): Promise<MessagePort>;
  /** Closes the database cleanly and ends the thread. */
  close(): Promise<void>;
  /** Ends the thread where it stands, for good. */
  abandon(because: string): Promise<void>;
}

const standardOptions: HostOptions = { pingMs: 5000, silenceMs: 120_000, restartMs: 1000 };

/**
 * Keeps the embedded database in `folder`: makes it when it is not there, and starts its thread at the first session and
 * again at the next one after a death. What was committed is on the disk; only what was under way is lost.
 */
export function embeddedHost(folder: string, options: HostOptions = standardOptions): EmbeddedHost {
  let running: Promise<EmbeddedThread> | undefined;
  let startedAtMs = Number.NEGATIVE_INFINITY;
  let closedBecause: string | undefined;

  async function start(): Promise<EmbeddedThread> {
    const pauseMs = startedAtMs + options.restartMs - performance.now();
    if (pauseMs > 0) await sleep(pauseMs);
    if (closedBecause !== undefined) throw notOpen(closedBecause);
    startedAtMs = performance.now();
    // Opening writes, and would end the thread again.
    const trouble = await storageTrouble(dirname(folder));
    if (trouble !== undefined) throw storageError(trouble, 'the embedded database waits for room');
    if (!(await hasStore(folder))) await create(folder, options);
    const thread = startThread({ task: 'serve', folder, upkeep: options.upkeep }, options);
    void thread.ended.then(() => {
      running = undefined;
      if (closedBecause === undefined) log.error('database.thread-ended', { folder });
    });
    await thread.ready;
    return thread;
  }

  function up(): Promise<EmbeddedThread> {
    if (closedBecause !== undefined) return Promise.reject(notOpen(closedBecause));
    running ??= start().catch((error) => {
      running = undefined;
      throw error;
    });
    return running;
  }

  async function end(because: string, how: (thread: EmbeddedThread) => unknown): Promise<void> {
    closedBecause = because;
    const thread = await running?.catch(() => undefined);
    if (thread === undefined) return;
    await how(thread);
    await thread.ended;
  }

  return {
    async connect() {
      const thread = await up();
      const session = await openSession(thread.lend);
      if (session !== undefined) return session;
      // That thread was about to end. The next one is asked once.
      await thread.ended;
      const next = await up();
      return (await openSession(next.lend)) ?? Promise.reject(notOpen('its thread ended twice'));
    },
    close: () => end('it was closed', (thread) => thread.close()),
    abandon: (because) => end(because, (thread) => thread.terminate()),
  };
}

/** In a thread of its own: making a database takes twice the memory of keeping one. */
async function create(folder: string, watch: Watch): Promise<void> {
  const thread = startThread({ task: 'create', folder }, watch);
  await thread.ended;
  const refusal = thread.refusal();
  if (refusal !== undefined) throw refusal;
  if (!(await hasStore(folder))) throw damaged(folder);
}

function notOpen(because: string): LatchkeyError {
  return new LatchkeyError('internal', { inside: `the embedded database is not open: ${because}` });
}
