import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { type Listening, listenForNews } from './listen';
import { type News, newsChannel, onNews, processId } from './news';

// Notifications are the server's alone: the embedded database has one process and nobody to tell.
const url = process.env.TEST_DATABASE === 'server' ? process.env.TEST_DATABASE_URL : undefined;
const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function otherProcess(databaseUrl: string) {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  open.push({ close: () => client.end() });
  const send = (payload: string) => client.query('SELECT pg_notify($1, $2)', [newsChannel, payload]);
  return {
    tell: (news: News, from = 'another process') => send(JSON.stringify({ from, news })),
    send,
    cutListeners: () =>
      client.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query = 'LISTEN ${newsChannel}'`,
      ),
    listeners: async () => {
      const found = await client.query(
        `SELECT count(*)::int AS count FROM pg_stat_activity WHERE query = 'LISTEN ${newsChannel}'`,
      );
      return found.rows[0].count;
    },
  };
}

function listen(databaseUrl: string): News[] {
  const heard: News[] = [];
  onNews('test', (news) => heard.push(news));
  const listening: Listening = listenForNews(databaseUrl);
  open.push(listening);
  return heard;
}

describe.skipIf(!url)('news between processes', () => {
  const databaseUrl = url ?? '';

  it('reaches the others, and is not heard by who told it', async () => {
    const other = await otherProcess(databaseUrl);
    const heard = listen(databaseUrl);
    await expect.poll(other.listeners).toBe(1);
    await other.tell({ topic: 'connection', id: 'own' }, processId());
    await other.tell({ topic: 'connection', id: 'stripe' });
    await other.tell({ topic: 'cache', id: 'manager', fence: '12' });
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard).toEqual([
      { topic: 'connection', id: 'stripe' },
      { topic: 'cache', id: 'manager', fence: '12' },
    ]);
  });

  it('is taken as a change of everything after a gap, or when it cannot be read', async () => {
    const other = await otherProcess(databaseUrl);
    const heard = listen(databaseUrl);
    await expect.poll(other.listeners).toBe(1);
    const everything = ['secret-manager', 'connection', 'api-key', 'breaker', 'cache'];
    await other.send('not what we say');
    await expect
      .poll(() => heard.map(({ topic, id }) => [topic, id]))
      .toEqual(everything.map((topic) => [topic, '*']));
    heard.length = 0;
    await other.cutListeners();
    await expect.poll(() => heard.map(({ topic }) => topic), { timeout: 10_000 }).toEqual(everything);
    await other.tell({ topic: 'api-key', id: 'k' });
    await expect.poll(() => heard.at(-1)).toEqual({ topic: 'api-key', id: 'k' });
  });
});
