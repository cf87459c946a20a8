import type { MessagePort } from 'node:worker_threads';
import type { UpkeepTimes } from './embedded-upkeep';

/** What the database's thread is started with. `create` makes the database and ends; its memory goes with the thread. */
export interface EmbeddedTask {
  task: 'create' | 'serve';
  folder: string;
  upkeep?: UpkeepTimes;
}

/** From the host to the database's thread. */
export type ToEmbedded = { kind: 'session'; port: MessagePort } | { kind: 'ping' } | { kind: 'close' };

/** From the database's thread to its host. `message` is for operators where the thread knows one, `inside` for the log. */
export type FromEmbedded =
  | { kind: 'ready' }
  | { kind: 'pong' }
  | { kind: 'refused'; message?: string; inside: string }
  | { kind: 'broken'; inside: string };
