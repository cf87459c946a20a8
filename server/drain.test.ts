import { Agent, createServer, get, type RequestListener } from 'node:http';
import { connect } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { drain, followSockets } from './drain';
import { AddressFailure, listen } from './listen';

const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.closeAllConnections();
});

async function serve(answer: RequestListener) {
  const server = createServer(answer);
  servers.push(server);
  const port = await listen(server, { port: 0, host: '127.0.0.1' });
  return { server, port, url: `http://127.0.0.1:${port}/` };
}

describe('listen', () => {
  it('says of a taken port that it is taken, and what to choose', async () => {
    const { port } = await serve((_request, response) => response.end());
    const second = listen(createServer(), { port, host: '127.0.0.1' });
    await expect(second).rejects.toThrow(AddressFailure);
    await expect(second).rejects.toThrow(`Port ${port} at 127.0.0.1 is taken by another program.`);
  });

  it('says of a host that is not this machine’s what HOST may be', async () => {
    const elsewhere = listen(createServer(), { port: 0, host: '192.0.2.1' });
    await expect(elsewhere).rejects.toThrow(/HOST 192\.0\.2\.1 is not an address of this machine/);
  });
});

describe('drain', () => {
  it('lets a request that is under way end, and closes connections that are kept alive', async () => {
    let finish: (() => void) | undefined;
    const { server, url } = await serve((_request, response) => {
      if (finish === undefined) finish = () => response.end('whole');
      else response.end();
    });
    const underWay = fetch(url).then((answer) => answer.text());
    while (finish === undefined) await new Promise((resolve) => setImmediate(resolve));
    await fetch(url).then((answer) => answer.text());
    const drained = drain(server, { goOnMs: 0, deadlineMs: 60_000 });
    finish();
    expect(await underWay).toBe('whole');
    await drained;
    await expect(fetch(url)).rejects.toThrow();
  });

  it('ends a connection that was upgraded to something else', async () => {
    const { server, port } = await serve((_request, response) => response.end());
    followSockets(server);
    server.on('upgrade', (_request, socket) => socket.write('HTTP/1.1 101 Switching Protocols\r\n\r\n'));
    const socket = connect({ port, host: '127.0.0.1' });
    const upgraded = new Promise((resolve) => socket.once('data', resolve));
    socket.write('GET / HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n');
    await upgraded;
    const ended = new Promise((resolve) => socket.once('close', resolve));
    await drain(server, { goOnMs: 0, deadlineMs: 20 });
    await ended;
  });

  it('cuts a request that does not end within the deadline', async () => {
    const { server, url } = await serve(() => undefined);
    const hanging = fetch(url);
    hanging.catch(() => undefined);
    await new Promise((resolve) => server.once('request', resolve));
    await drain(server, { goOnMs: 0, deadlineMs: 20 });
    await expect(hanging).rejects.toThrow();
  });

  it('goes on for the time that it is given, then says to each client that its connection is closed', async () => {
    const { server, port, url } = await serve((_request, response) => response.end('whole'));
    followSockets(server);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const ask = () =>
      new Promise<{ status: number; connection: string | undefined }>((resolve, reject) => {
        get({ port, host: '127.0.0.1', agent }, (answer) => {
          answer.resume();
          answer.once('end', () =>
            resolve({ status: answer.statusCode ?? 0, connection: answer.headers.connection }),
          );
        }).once('error', reject);
      });
    expect(await ask()).toEqual({ status: 200, connection: 'keep-alive' });
    const drained = drain(server, { goOnMs: 300, deadlineMs: 10_000 });
    expect(await ask()).toEqual({ status: 200, connection: 'keep-alive' });
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(await ask()).toEqual({ status: 200, connection: 'close' });
    await drained;
    await expect(fetch(url)).rejects.toThrow();
    agent.destroy();
  });

  it('breaks no request of clients that never pause', async () => {
    const { server, port } = await serve((_request, response) => response.end('whole'));
    followSockets(server);
    let isOver = false;
    const broken: string[] = [];
    let answered = 0;
    const client = async () => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      while (!isOver) {
        const outcome = await new Promise<string>((resolve) => {
          get({ port, host: '127.0.0.1', agent }, (answer) => {
            answer.resume();
            answer.once('end', () => resolve(answer.headers.connection ?? ''));
          }).once('error', (error) => resolve(String(error)));
        });
        if (outcome === 'keep-alive') answered += 1;
        else if (outcome === 'close') return agent.destroy();
        else broken.push(outcome);
      }
    };
    const clients = Promise.all(Array.from({ length: 20 }, client));
    await new Promise((resolve) => setTimeout(resolve, 100));
    await drain(server, { goOnMs: 100, deadlineMs: 10_000 });
    isOver = true;
    await clients;
    expect(broken).toEqual([]);
    expect(answered).toBeGreaterThan(20);
  });
});
