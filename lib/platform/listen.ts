import { Socket } from 'node:net';
import pg from 'pg';
import { z } from 'zod';
import { afterOwnTime } from '@/lib/kernel/own-time';
import { setDatabaseAway } from './database';
import type { ServerConnection } from './database-connection';
import { allIds, type Invalidation, invalidationChannelOf, processId, publishLocally } from './invalidation';
import { log } from './log';
import { answers, type Beat, type Sender, senderFor } from './news-sender';
import { swallowed } from './notifications-arrive';

const payloadSchema = z.object({
  from: z.string(),
  news: z.union([
    z.object({ topic: z.enum(['secret-manager', 'connection', 'api-key', 'breaker']), id: z.string() }),
    z.object({
      topic: z.literal('cache'),
      id: z.string(),
      fence: z.string().optional(),
      key: z.string().optional(),
    }),
  ]),
});

/** What the connection is called at the server. */
export const listenerName = 'latchkey news';

const reachDeadlineMs = 2_000;
const firstPauseMs = 100;
const longestPauseMs = 10_000;
const connectionTimeoutMillis = 10_000;

/** In milliseconds. */
export interface ListenTimes {
  /** How often it is tried whether notifications arrive. */
  everyMs: number;
  /** How long a notification to oneself may take to arrive. */
  deadlineMs: number;
  /** How long memory is used while the database cannot be reached at all. */
  detachedMs: number;
  /** The same for API keys: how long one that is revoked meanwhile is honoured at most. */
  detachedKeysMs: number;
}

/** What was taken away stops within ten seconds of a process that reaches the database (0114). */
const livelyTimes = { everyMs: 2_000, deadlineMs: 4_000 };

export interface Listening {
  /** Everything that was changed until then is known, of `performance.now()`. */
  certainAtMs(): number;
  close(): Promise<void>;
}

/** A connection that listens, or is about to. */
interface Line {
  client: pg.Client;
  socket: Socket;
  sinceMs: number;
  isListening: boolean;
  /** What sends notifications to oneself, once it listens. */
  sender?: Sender;
  /** The notification to oneself that is under way. */
  beat?: Beat;
}

/**
 * Hears what other processes on the server changed, on a connection of its own that is made again with growing pauses.
 * A connection can be lost without a sign, so a notification to oneself goes through it all the time: what was changed
 * before it was sent has been heard when it arrives. Where a pooler may stand between, another session sends it, through the
 * address that everything else goes through: what a session notifies itself may arrive where nothing else does. After a gap, which
 * may have swallowed anything, everything is doubted; while notifications do not arrive, again and again. `schema` is the one whose
 * news are meant; `isReachable` tells whether the server can be asked, and `tellAway` whoever asks it whether it is away.
 */
export function listenForNews(
  { connection: server, schema }: { connection: ServerConnection; schema: string },
  times: Pick<ListenTimes, 'detachedMs' | 'detachedKeysMs'> & Partial<ListenTimes>,
  {
    isReachable = () => isServerReachable(server),
    tellAway = setDatabaseAway,
  }: { isReachable?: () => Promise<boolean>; tellAway?: (isAway: boolean) => void } = {},
): Listening {
  const { everyMs, deadlineMs, detachedMs, detachedKeysMs } = { ...livelyTimes, ...times };
  const beatChannel = `latchkey_beat_${processId()}`;
  let line: Line | undefined;
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let isLooking = false;
  /** Everything that was changed until then is known. */
  let certainAtMs = performance.now();
  let hasSaidSwallowed = false;

  /** What may have been missed is anything. */
  const tellGap = () => doubtSince(certainAtMs, times, [...remembered, 'breaker']);

  const retry = () => {
    if (isClosed || timer) return;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, pauseMs);
    timer.unref();
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  /** Where the address leaves a choice, the way of before may be gone. */
  const newClient = async (socket: Socket) => {
    if (pauseMs > firstPauseMs) await server.listening.reach();
    return new pg.Client({
      ...server.listening.config,
      application_name: listenerName,
      stream: () => socket,
    });
  };

  const connect = async () => {
    const socket = new Socket();
    const client = await newClient(socket).catch(notListening);
    if (client === undefined) return retry();
    if (isClosed) return;
    const own: Line = { client, socket, sinceMs: performance.now(), isListening: false };
    line = own;
    client.on('error', (error) => log.warn('news.connection-lost', { inside: error.message }));
    client.on('end', () => {
      if (line === own) line = undefined;
      own.sender?.close();
      retry();
    });
    client.on('notification', ({ channel, payload = '' }) => {
      if (channel !== beatChannel) hear(payload, tellGap);
      else if (payload === own.beat?.text) {
        certainAtMs = Math.max(certainAtMs, own.beat.sentAtMs);
        hasSaidSwallowed = false;
        delete own.beat;
      }
    });
    try {
      await client.connect();
      await client.query(`LISTEN "${invalidationChannelOf(schema)}"; LISTEN "${beatChannel}"`);
      own.sender = await senderFor(server, client, () => socket.destroy());
      if (socket.destroyed) return own.sender.close();
    } catch (error) {
      notListening(error);
      socket.destroy();
      retry();
      return;
    }
    own.isListening = true;
    pauseMs = firstPauseMs;
    // What was read before it listened may have been changed meanwhile, at the first connection too.
    tellGap();
    sendBeat(own);
  };

  const sendBeat = (own: Line) => {
    const beat: Beat = { text: `${performance.now()}`, sentAtMs: performance.now() };
    own.beat = beat;
    own.sender?.notify(beatChannel, beat.text).then(
      () => {
        beat.isSent = true;
      },
      (error: Error) => log.warn('news.connection-lost', { inside: error.message }),
    );
  };

  /** It owes an answer for too long. */
  const giveUp = async (own: Line) => {
    if (!(own.beat?.isSent && own.sender?.isOther && (await answers(own.client)))) log.warn('news.silent');
    // It may have come meanwhile.
    else if (!own.beat) return;
    else if (!hasSaidSwallowed) {
      hasSaidSwallowed = true;
      const { hosts } = server.listening;
      const setting = server.listening === server ? 'DATABASE_URL' : 'LATCHKEY_LISTEN_URL';
      log.error('news.swallowed', { host: hosts, inside: swallowed(hosts, setting) });
    }
    own.socket.destroy();
  };

  const look = async () => {
    const nowMs = performance.now();
    if (line && isDead(line, nowMs, deadlineMs)) await giveUp(line);
    else if (line?.isListening && !line.beat) sendBeat(line);
    const uncertainMs = nowMs - certainAtMs;
    if (uncertainMs <= everyMs + deadlineMs) return tellAway(false);
    const isAway = !(await isReachable());
    tellAway(isAway);
    if (uncertainMs > detachedMs) tellAll(remembered);
    else if (!isAway) doubtSince(certainAtMs, times);
    else if (uncertainMs > detachedKeysMs) tellAll(['api-key']);
  };

  const rounds = setInterval(() => {
    if (isLooking) return;
    isLooking = true;
    void look().finally(() => {
      isLooking = false;
    });
  }, everyMs);
  rounds.unref();

  void connect();
  return {
    certainAtMs: () => certainAtMs,
    async close() {
      isClosed = true;
      clearTimeout(timer);
      clearInterval(rounds);
      const open = line;
      if (open?.isListening && !open.beat) await open.client.end();
      else open?.socket.destroy();
    },
  };
}

function notListening(error: unknown): void {
  log.warn('news.not-listening', { inside: error instanceof Error ? error.message : '' });
}

/** Whether a connection owes an answer for too long. */
function isDead({ beat, isListening, sinceMs }: Line, nowMs: number, deadlineMs: number): boolean {
  if (beat) return nowMs - beat.sentAtMs > deadlineMs;
  return !isListening && nowMs - sinceMs > connectionTimeoutMillis + deadlineMs;
}

/** Whether the server takes a connection and answers soon. Not through the pool, which asks nothing while it is away. */
async function isServerReachable(server: ServerConnection): Promise<boolean> {
  const socket = new Socket();
  const client = new pg.Client({ ...server.config, stream: () => socket });
  client.on('error', () => undefined);
  const stop = afterOwnTime(reachDeadlineMs, () => socket.destroy());
  try {
    await client.connect();
    await client.query('SELECT 1');
    return true;
  } catch {
    return false;
  } finally {
    stop();
    socket.destroy();
  }
}

/** Of this process's own news: what it did with the cache and the breaker it knows. */
const knownToItself = new Set<Invalidation['topic']>(['cache', 'breaker']);

function hear(payload: string, tellGap: () => void): void {
  const parsed = payloadSchema.safeParse(parseJson(payload));
  if (!parsed.success) {
    tellGap();
    return;
  }
  const { from, news } = parsed.data;
  // A connection that is lost at a commit leaves its own process without an answer: it hears there what it has done.
  if (from === processId() && knownToItself.has(news.topic)) return;
  publishLocally(news);
}

/** Copies of what others may take away. A breaker is none. */
const remembered = ['secret-manager', 'connection', 'api-key', 'cache'] as const;

/**
 * Tells that changes since `certainAtMs` (of `performance.now()`) may have been missed: copies are good for no more than where the
 * database is away, for their time from then on.
 */
export function doubtSince(
  certainAtMs: number,
  { detachedMs, detachedKeysMs }: Pick<ListenTimes, 'detachedMs' | 'detachedKeysMs'>,
  topics: readonly Invalidation['topic'][] = remembered,
): void {
  for (const topic of topics) {
    const usableForMs = topic === 'api-key' ? detachedKeysMs : detachedMs;
    publishLocally({ topic, id: allIds, usableUntilMs: certainAtMs + usableForMs });
  }
}

function tellAll(topics: readonly Invalidation['topic'][]): void {
  for (const topic of topics) publishLocally({ topic, id: allIds });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
