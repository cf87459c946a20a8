import { createServer, type RequestListener, type Server } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createProxiedSend } from '@/lib/providers/http/proxied-send';
import { createGuardedFetch, type GuardSettings } from './guarded-fetch';
import type { WireRecord } from './wire-log';

const servers: Server[] = [];
const vaultPath = '/api/v3/vault/aaqaeayeaudaocajbifqydiob4/items/batch';

/** A server whose requests are counted, and a guard that lets a client called `Latchkey-1` reach it alone. */
async function setUp(answer: RequestListener, extra: Partial<GuardSettings> = {}) {
  const seen: { url: string; userAgent: string }[] = [];
  const server = createServer((request, response) => {
    seen.push({ url: request.url ?? '', userAgent: request.headers['user-agent'] ?? '' });
    answer(request, response);
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server listens on no port');
  const origin = `http://127.0.0.1:${address.port}`;
  const records: WireRecord[] = [];
  const abort = new AbortController();
  const client = {
    origin,
    signal: abort.signal,
    onWire: (record: WireRecord) => void records.push(record),
    onDeliver: () => undefined,
  };
  const guarded = createGuardedFetch({
    timeoutMs: 5_000,
    limitBytes: 1024 * 1024,
    ownerOf: (tagged) => (tagged === 'SDK Latchkey-1' ? { client, userAgent: 'SDK Latchkey' } : undefined),
    send: fetch,
    sendThrough: createProxiedSend(),
    signerOf: async () => undefined,
    now: () => Date.UTC(2026, 0, 1),
    ...extra,
  });
  const ask = (url: string, userAgent = 'SDK Latchkey-1') =>
    guarded(new Request(url, { headers: { 'user-agent': userAgent } }));
  return { origin, ask, seen, records, abort };
}

afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

describe('the guarded fetch', () => {
  it('hands an answer on with its url, and records route, status and size', async () => {
    const { origin, ask, seen, records } = await setUp((_, response) => response.end('{"a":1}'));
    const response = await ask(`${origin}${vaultPath}?attrs=x`);
    expect(await response.json()).toEqual({ a: 1 });
    expect(response.url).toBe(`${origin}${vaultPath}?attrs=x`);
    expect(records).toMatchObject([
      { route: 'items/batch', vaultId: 'aaqaeayeaudaocajbifqydiob4', status: 200, sizeBytes: 7 },
    ]);
    expect(seen).toEqual([{ url: `${vaultPath}?attrs=x`, userAgent: 'SDK Latchkey' }]);
  });

  it('sends nothing to another origin, another port, or outside of the API', async () => {
    const { origin, ask, seen, records } = await setUp((_, response) => response.end());
    const other = await setUp((_, response) => response.end());
    for (const url of [
      `${other.origin}/api/v1/vaults`,
      `${origin}/metadata`,
      'http://127.0.0.1:9/api/v1/vaults',
    ]) {
      await expect(ask(url)).rejects.toThrow(TypeError);
    }
    expect([...seen, ...other.seen]).toEqual([]);
    expect(records.map(({ status }) => status)).toEqual(['refused', 'refused', 'refused']);
  });

  it('sends nothing for a client that it does not know', async () => {
    const { origin, ask, seen } = await setUp((_, response) => response.end());
    await expect(ask(`${origin}${vaultPath}`, 'SDK Latchkey-2')).rejects.toThrow(TypeError);
    await expect(ask(`${origin}${vaultPath}`, '')).rejects.toThrow(TypeError);
    expect(seen).toEqual([]);
  });

  it.each([301, 302, 303, 307, 308])('does not follow a redirect of %i', async (status) => {
    const { origin, ask, seen, records } = await setUp((_, response) => {
      response.writeHead(status, { location: '/api/v1/elsewhere' }).end();
    });
    await expect(ask(`${origin}${vaultPath}`)).rejects.toThrow(TypeError);
    expect(seen).toHaveLength(1);
    expect(records.map((record) => record.status)).toEqual([status]);
  });

  it('drops an answer that says it is too large, unread', async () => {
    const { origin, ask, records } = await setUp((_, response) => {
      response.writeHead(200, { 'content-length': String(2 ** 31) });
      response.write('x');
    });
    await expect(ask(`${origin}${vaultPath}`)).rejects.toThrow(TypeError);
    expect(records.map(({ status }) => status)).toEqual(['oversize']);
  });

  it('stops an endless answer near its limit', async () => {
    let sentBytes = 0;
    const chunk = Buffer.alloc(64 * 1024, ' ');
    const { origin, ask, records } = await setUp((_, response) => {
      const pour = () => {
        while (!response.destroyed && sentBytes < 256 * 1024 * 1024) {
          sentBytes += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', pour);
        }
      };
      pour();
    });
    await expect(ask(`${origin}${vaultPath}`)).rejects.toThrow(TypeError);
    expect(records.map(({ status }) => status)).toEqual(['oversize']);
    // The limit is 1 MiB; the rest is what sockets and streams hold on the way.
    expect(sentBytes).toBeLessThan(32 * 1024 * 1024);
  });

  it('counts the size after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(8 * 1024 * 1024));
    const { origin, ask, records } = await setUp((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    expect(bomb.length).toBeLessThan(64 * 1024);
    await expect(ask(`${origin}${vaultPath}`)).rejects.toThrow(TypeError);
    expect(records.map(({ status }) => status)).toEqual(['oversize']);
  });

  it('hands a compressed answer on decompressed', async () => {
    const { origin, ask } = await setUp((_, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'));
    });
    const response = await ask(`${origin}${vaultPath}`);
    expect(await response.text()).toBe('hello');
    expect(response.headers.get('content-encoding')).toBeNull();
  });

  it.each([
    ['before the answer', () => undefined],
    ['in the body', (_, response) => void response.write('half')],
  ] satisfies [string, RequestListener][])('gives up on silence %s', async (_, answer) => {
    const { origin, ask, records } = await setUp(answer, { timeoutMs: 100 });
    await expect(ask(`${origin}${vaultPath}`)).rejects.toThrow(TypeError);
    expect(records.map(({ status }) => status)).toEqual(['timeout']);
  });

  it('breaks off what is under way when its client is closed', async () => {
    const { origin, ask, records, abort } = await setUp(() => abort.abort());
    await expect(ask(`${origin}${vaultPath}`)).rejects.toThrow(TypeError);
    await expect(ask(`${origin}${vaultPath}`)).rejects.toThrow(TypeError);
    expect(records.map(({ status }) => status)).toEqual(['unreachable', 'unreachable']);
  });

  it.each([
    ['7', 7_000],
    ['Thu, 01 Jan 2026 00:01:00 GMT', 60_000],
    ['Wed, 31 Dec 2025 00:00:00 GMT', 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
  ])('reads Retry-After: %s', async (header, retryAfterMs) => {
    const { origin, ask, records } = await setUp((_, response) => {
      response.writeHead(429, { 'retry-after': header }).end();
    });
    await ask(`${origin}${vaultPath}`);
    expect(records).toMatchObject([{ status: 429 }]);
    expect(records[0]?.retryAfterMs).toBe(retryAfterMs);
  });

  it.each([204, 205, 304, 599, 999])('survives a status of %i', async (status) => {
    const { origin, ask, records } = await setUp((_, response) => response.writeHead(status).end());
    const outcome = await ask(`${origin}${vaultPath}`).then(
      (response) => response.status,
      (error) => error,
    );
    expect([status, expect.any(TypeError)]).toContainEqual(outcome);
    expect(records.map((record) => record.status)).toEqual([status]);
  });
});
