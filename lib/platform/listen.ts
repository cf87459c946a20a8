import pg from 'pg';
import { z } from 'zod';
import { log } from './log';
import { anyId, type News, newsChannel, processId, tellNews } from './news';

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

const firstPauseMs = 100;
const longestPauseMs = 10_000;

export interface Listening {
  close(): Promise<void>;
}

/**
 * Hears what other processes on the server changed, on a connection of its own that is made again with growing pauses.
 * After a gap, which may have swallowed anything, everything is told as changed. `databaseUrl` is the server's.
 */
export function listenForNews(databaseUrl: string): Listening {
  let client: pg.Client | undefined;
  let pauseMs = firstPauseMs;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isClosed = false;
  let hadGap = false;

  const retry = () => {
    if (isClosed || timer) return;
    hadGap = true;
    timer = setTimeout(() => {
      timer = undefined;
      void connect();
    }, pauseMs);
    timer.unref();
    pauseMs = Math.min(pauseMs * 2, longestPauseMs);
  };

  const connect = async () => {
    const next = new pg.Client({ connectionString: databaseUrl, keepAlive: true });
    next.on('error', (error) => log.warn('news.connection-lost', { inside: error.message }));
    next.on('end', () => {
      if (client === next) client = undefined;
      retry();
    });
    next.on('notification', ({ payload }) => hear(payload ?? ''));
    try {
      await next.connect();
      await next.query(`LISTEN ${newsChannel}`);
    } catch (error) {
      log.warn('news.not-listening', { inside: error instanceof Error ? error.message : '' });
      await next.end().catch(() => undefined);
      retry();
      return;
    }
    client = next;
    pauseMs = firstPauseMs;
    if (hadGap) tellGap();
    hadGap = false;
  };

  void connect();
  return {
    async close() {
      isClosed = true;
      clearTimeout(timer);
      await client?.end();
    },
  };
}

function hear(payload: string): void {
  const parsed = payloadSchema.safeParse(parseJson(payload));
  if (!parsed.success) {
    tellGap();
    return;
  }
  if (parsed.data.from !== processId()) tellNews(parsed.data.news);
}

/** What may have been missed is anything: every copy in memory goes. */
function tellGap(): void {
  const topics: News['topic'][] = ['secret-manager', 'connection', 'api-key', 'breaker', 'cache'];
  for (const topic of topics) tellNews({ topic, id: anyId });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
