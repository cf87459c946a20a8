import type { Socket } from 'node:net';
import { describe, expect, it } from 'vitest';
import { noteKeyShown } from '@/lib/platform/peer';
import { limitConnections, timeLimits } from './limits';
import { limitPeers, standardPeerLimits } from './peers';
import { ask, open, serve, useRawConnections } from './testing/raw';

useRawConnections();

const whole = ['GET / HTTP/1.1', 'Host: localhost'];
const half = 'POST / HTTP/1.1\r\nHost: localhost\r\n';
const halfBody = `${half}Content-Length: 10\r\n\r\n12345`;
const keptAlive = `${whole.join('\r\n')}\r\n\r\n`;

function limited(limits = standardPeerLimits, isTrusted = () => false): Promise<number> {
  const prepare = (server: Parameters<typeof limitPeers>[0]) => limitPeers(server, isTrusted, limits);
  return serve((request, response) => request.resume().on('end', () => response.end('served')), prepare);
}

async function send(port: number, text: string, count: number): Promise<Socket[]> {
  const sockets = await Promise.all(Array.from({ length: count }, () => open(port)));
  for (const socket of sockets) socket.resume().write(text);
  return sockets;
}

/** Closing is told to this side a moment later. */
async function stillOpen(sockets: readonly Socket[]): Promise<number> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  return sockets.filter((socket) => !socket.destroyed && socket.readyState === 'open').length;
}

describe('a peer', () => {
  it('with 500 half-sent requests keeps a few, while others and itself are served', async () => {
    const port = await limited();
    const halves = [...(await send(port, half, 250)), ...(await send(port, halfBody, 250))];
    expect(await ask(port, whole, '127.0.0.2')).toContain('served');
    expect(await ask(port, whole)).toContain('served');
    expect(await stillOpen(halves)).toBeLessThanOrEqual(standardPeerLimits.unfinished);
    expect(await stillOpen(halves)).toBeGreaterThan(0);
  });

  it('loses a half sent on a connection that was good before', async () => {
    const port = await limited({ connections: 100, unfinished: 5 });
    const sockets = await send(port, keptAlive, 10);
    expect(await stillOpen(sockets)).toBe(10);
    for (const socket of sockets) socket.write(half);
    await stillOpen(sockets);
    expect(await ask(port, whole)).toContain('served');
    expect(await stillOpen(sockets)).toBeLessThanOrEqual(5);
  });

  it('keeps idle connections, and those whose request is being answered', async () => {
    const waiting: (() => void)[] = [];
    const port = await serve(
      (request, response) => {
        if (request.url === '/slow') waiting.push(() => response.end('served late'));
        else response.end('served');
      },
      (server) => limitPeers(server, () => false, { connections: 100, unfinished: 2 }),
    );
    const idle = await send(port, keptAlive, 10);
    // Of those with a body nobody reads it.
    const slow = ['GET', 'POST', 'POST'].map((method, length) => {
      const body = length === 0 ? '' : `Content-Length: ${2 * length - 2}\r\n\r\n${'{}'.repeat(length - 1)}`;
      return send(port, `${method} /slow HTTP/1.1\r\nHost: localhost\r\n${body || '\r\n'}`, 10);
    });
    const waits = (await Promise.all(slow)).flat();
    await expect.poll(() => waiting.length).toBe(30);
    await send(port, half, 10);
    expect(await stillOpen([...idle, ...waits])).toBe(40);
    for (const finish of waiting) finish();
  });

  it('opens no more connections than the ceiling, and may again when some are closed', async () => {
    const port = await limited({ connections: 3, unfinished: 3 });
    const sockets = await send(port, keptAlive, 5);
    expect(await stillOpen(sockets)).toBe(3);
    expect(await ask(port, whole, '127.0.0.2')).toContain('served');
    for (const socket of sockets) socket.destroy();
    await stillOpen([]);
    expect(await ask(port, whole)).toContain('served');
  });

  it('is not limited in connections that showed a key and listen, nor do those take a place of the server', async () => {
    const most: (number | undefined)[] = [];
    const port = await serve(
      ({ socket }, response) => {
        noteKeyShown(socket);
        response.write('listens');
      },
      (server) => {
        limitConnections(server);
        limitPeers(server, () => false, { connections: 3, unfinished: 3 });
        server.on('request', () => most.push(server.maxConnections));
      },
    );
    for (let at = 0; at < 9; at += 1) await send(port, keptAlive, 1);
    await expect.poll(() => most.length).toBe(9);
    expect((most[8] ?? 0) - (most[0] ?? 0)).toBe(8);
  });

  it('that is a trusted proxy is not limited, for it stands for many', async () => {
    const port = await limited({ connections: 3, unfinished: 1 }, () => true);
    expect(await stillOpen(await send(port, half, 10))).toBe(10);
  });
});

describe('the time limits', () => {
  it('cut a request whose head does not come, and let none hold on for minutes', async () => {
    const { headersTimeout = 0, requestTimeout = 0 } = timeLimits(75_000);
    expect(headersTimeout).toBeLessThanOrEqual(90_000);
    expect(requestTimeout).toBeLessThanOrEqual(120_000);
    const port = await serve((_request, response) => response.end(), undefined, {
      headersTimeout: 100,
      requestTimeout: 200,
      connectionsCheckingInterval: 20,
    });
    expect(await stillOpen(await send(port, half, 3))).toBe(0);
  });

  it.each([1_000, 75_000, 600_000])('close nothing that is idle for less than %i ms', (keepAliveMs) => {
    const { keepAliveTimeout, headersTimeout, requestTimeout } = timeLimits(keepAliveMs);
    expect(keepAliveTimeout).toBe(keepAliveMs);
    expect(headersTimeout).toBeGreaterThan(keepAliveMs);
    expect(requestTimeout).toBeGreaterThan(headersTimeout ?? 0);
  });
});
