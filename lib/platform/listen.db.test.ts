import { connect, createServer, type Socket } from 'node:net';
import pg from 'pg';
import { afterEach, describe, expect, it } from 'vitest';
import { type Invalidation, invalidationChannelOf, onInvalidation, processId } from './invalidation';
import { type Listening, type ListenTimes, listenerName, listenForNews } from './listen';
import { connectionTo } from './testing/server-database';

// Notifications are the server's alone: the embedded database has one process and nobody to tell.
const url = process.env.TEST_DATABASE === 'server' ? process.env.TEST_DATABASE_URL : undefined;
const open: { close(): Promise<void> }[] = [];
const everything = ['secret-manager', 'connection', 'api-key', 'cache', 'breaker'];
/** What whoever asks the server was told: whether it is away. */
const told: boolean[] = [];
const hours = { detachedMs: 3_600_000, detachedKeysMs: 3_600_000 };
const quick: ListenTimes = { everyMs: 50, deadlineMs: 500, detachedMs: 1_000, detachedKeysMs: 1_000 };

afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function otherProcess(databaseUrl: string, schema = 'public') {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  open.push({ close: () => client.end() });
  const send = (payload: string) =>
    client.query('SELECT pg_notify($1, $2)', [invalidationChannelOf(schema), payload]);
  return {
    tell: (news: Invalidation, from = 'another process') => send(JSON.stringify({ from, news })),
    send,
    cutListeners: () =>
      client.query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = $1', [
        listenerName,
      ]),
  };
}

/** Listens, and answers what is heard, once the first of it has come: at the start everything is told. */
async function listen(
  databaseUrl: string,
  {
    times = hours,
    isReachable,
    listenUrl,
  }: {
    times?: Partial<ListenTimes> & typeof hours;
    isReachable?: () => Promise<boolean>;
    listenUrl?: string;
  } = {},
): Promise<Invalidation[]> {
  const heard: Invalidation[] = [];
  onInvalidation('test', (news) => heard.push(news));
  const listening: Listening = listenForNews(
    { connection: await connectionTo(databaseUrl, listenUrl), schema: 'public' },
    times,
    { tellAway: (isAway) => told.push(isAway), ...(isReachable ? { isReachable } : {}) },
  );
  open.push(listening);
  await expect.poll(() => heard.map(({ topic }) => topic), { timeout: 10_000 }).toEqual(everything);
  heard.length = 0;
  return heard;
}

/** A way to the server that can go silent: nothing is handed on any more, and nobody is told. */
async function silentWay(databaseUrl: string) {
  const { hostname, port } = new URL(databaseUrl);
  const sockets: Socket[] = [];
  const state = { isSilent: false, dropped: 0 };
  const server = createServer((near) => {
    if (state.isSilent) return void sockets.push(near);
    const far = connect(Number(port), hostname);
    sockets.push(near, far);
    near.once('close', () => (state.dropped += 1));
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      from.on('data', (data) => state.isSilent || to.write(data));
      from.on('close', () => to.destroy());
      from.on('error', () => undefined);
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  open.push({
    close: async () => {
      for (const socket of sockets) socket.destroy();
      server.close();
    },
  });
  const address = server.address();
  const way = new URL(databaseUrl);
  way.host = `127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  // One connection at a time: nothing is to be found out about encryption.
  way.searchParams.set('sslmode', 'disable');
  return {
    url: way.href,
    fallSilent: () => (state.isSilent = true),
    speak: () => (state.isSilent = false),
    dropped: () => state.dropped,
  };
}

const named = (heard: readonly Invalidation[]) => heard.map(({ topic, id }) => [topic, id]);

describe.skipIf(!url)('news between processes', () => {
  const databaseUrl = url ?? '';

  it('reaches the others; what a process did with its own cache it does not hear', async () => {
    const other = await otherProcess(databaseUrl);
    const heard = await listen(databaseUrl);
    await other.tell({ topic: 'cache', id: 'own', fence: '12' }, processId());
    await other.tell({ topic: 'connection', id: 'stripe' });
    await other.tell({ topic: 'cache', id: 'manager', fence: '12' });
    await expect.poll(() => heard).toHaveLength(2);
    expect(heard).toEqual([
      { topic: 'connection', id: 'stripe' },
      { topic: 'cache', id: 'manager', fence: '12' },
    ]);
  });

  it('is of one schema: another one of the same database has its own', async () => {
    const heard = await listen(databaseUrl);
    const neighbour = await otherProcess(databaseUrl, 'keys');
    const other = await otherProcess(databaseUrl);
    await neighbour.tell({ topic: 'connection', id: 'of the neighbour' });
    await other.tell({ topic: 'connection', id: 'stripe' });
    await expect.poll(() => named(heard)).toEqual([['connection', 'stripe']]);
  });

  it('reaches the process that told it too, which may have lost the answer to its commit', async () => {
    const other = await otherProcess(databaseUrl);
    const heard = await listen(databaseUrl);
    await other.tell({ topic: 'api-key', id: 'own' }, processId());
    await expect.poll(() => heard).toEqual([{ topic: 'api-key', id: 'own' }]);
  });

  it('is taken as a change of everything after a gap, or when it cannot be read', async () => {
    const other = await otherProcess(databaseUrl);
    const heard = await listen(databaseUrl);
    await other.send('not what we say');
    await expect.poll(() => named(heard)).toEqual(everything.map((topic) => [topic, '*']));
    heard.length = 0;
    await other.cutListeners();
    await expect.poll(() => heard.map(({ topic }) => topic), { timeout: 10_000 }).toEqual(everything);
    await other.tell({ topic: 'api-key', id: 'k' });
    await expect.poll(() => heard.at(-1)).toEqual({ topic: 'api-key', id: 'k' });
  });

  it('that does not arrive any more, without a sign, is noticed, and all is forgotten while the table can be asked', async () => {
    const way = await silentWay(databaseUrl);
    const heard = await listen(way.url, {
      times: { ...quick, detachedMs: 60_000, detachedKeysMs: 60_000 },
      isReachable: async () => true,
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard).toEqual([]);
    way.fallSilent();
    await expect.poll(() => named(heard), { timeout: 10_000 }).toContainEqual(['api-key', '*']);
    await expect.poll(way.dropped, { timeout: 10_000 }).toBe(1);
    // Again and again: what is read meanwhile is not believed for long either.
    heard.length = 0;
    await expect.poll(() => named(heard), { timeout: 10_000 }).toContainEqual(['connection', '*']);
    way.speak();
    const other = await otherProcess(databaseUrl);
    await expect
      .poll(
        async () => {
          await other.tell({ topic: 'api-key', id: 'k' });
          return named(heard);
        },
        { timeout: 30_000 },
      )
      .toContainEqual(['api-key', 'k']);
  });

  it('is doubted too where the way of everything else falls silent, and only the one to listen at does not', async () => {
    const way = await silentWay(databaseUrl);
    const heard = await listen(way.url, {
      times: { ...quick, detachedMs: 60_000, detachedKeysMs: 60_000 },
      isReachable: async () => true,
      listenUrl: databaseUrl,
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    expect(heard).toEqual([]);
    way.fallSilent();
    await expect.poll(() => named(heard), { timeout: 10_000 }).toContainEqual(['api-key', '*']);
  });

  it('leaves memory in use for a time when the database cannot be reached at all, and not longer', async () => {
    const way = await silentWay(databaseUrl);
    const heard = await listen(way.url, { times: quick, isReachable: async () => false });
    const beganAtMs = performance.now();
    way.fallSilent();
    await expect.poll(() => heard.length, { interval: 20, timeout: 5_000 }).toBeGreaterThan(0);
    expect(performance.now() - beganAtMs).toBeGreaterThan(
      quick.detachedMs - quick.everyMs - quick.deadlineMs,
    );
  });

  it('leaves API keys in use for a shorter time', async () => {
    const way = await silentWay(databaseUrl);
    const times = { ...quick, detachedMs: 60_000 };
    const heard = await listen(way.url, { times, isReachable: async () => false });
    way.fallSilent();
    await expect.poll(() => heard.length, { interval: 20, timeout: 5_000 }).toBeGreaterThan(2);
    expect(new Set(named(heard).map(([topic]) => topic))).toEqual(new Set(['api-key']));
  });
});
