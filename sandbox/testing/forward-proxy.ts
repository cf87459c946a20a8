import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** What a proxy was asked for: `CONNECT host:port`, or a method with an address in absolute form. */
export interface ProxiedRequest {
  asked: string;
  authorization: string | undefined;
  answered: number;
}

export interface ForwardProxySettings {
  /** Where the proxy finds each `host:port`, as ports of loopback. What is not among them it cannot reach. */
  hosts: Readonly<Record<string, number>>;
  /** `user:password` that it wants. */
  wants?: string;
}

export interface ForwardProxy {
  /** `http://127.0.0.1:port` */
  readonly address: string;
  readonly seen: ProxiedRequest[];
  close(): Promise<void>;
}

/** Starts a forward proxy (RFC 9110, 9.3.6; RFC 9112, 3.2.2) on loopback. It sees names, and only it knows where they are. */
export async function startForwardProxy({ hosts, wants }: ForwardProxySettings): Promise<ForwardProxy> {
  const seen: ProxiedRequest[] = [];
  const sockets = new Set<Socket>();
  const expected = wants && `Basic ${Buffer.from(wants).toString('base64')}`;

  /** The port behind a host, or the status that is answered in its place. */
  const judge = (incoming: IncomingMessage, host: string): { port: number } | { status: number } => {
    const authorization = incoming.headers['proxy-authorization'];
    const port = hosts[host];
    const refused = expected && authorization !== expected ? 407 : port === undefined ? 502 : undefined;
    seen.push({ asked: `${incoming.method} ${incoming.url}`, authorization, answered: refused ?? 200 });
    return port === undefined || refused ? { status: refused ?? 502 } : { port };
  };

  const server = createServer((incoming, response) => {
    const url = new URL(incoming.url ?? '', 'http://no.absolute.form');
    const judged = judge(incoming, `${url.hostname}:${url.port || '80'}`);
    if ('status' in judged) return void response.writeHead(judged.status).end();
    forward({ incoming, response, port: judged.port, path: `${url.pathname}${url.search}` });
  });
  server.on('connect', (incoming: IncomingMessage, client: Socket, head: Buffer) => {
    client.on('error', () => undefined);
    const judged = judge(incoming, incoming.url ?? '');
    if ('status' in judged) return void client.end(`HTTP/1.1 ${judged.status} No\r\n\r\n`);
    const target = connect(judged.port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.write(head);
      client.pipe(target).pipe(client);
    });
    sockets.add(client).add(target);
    target.on('error', () => client.destroy());
    client.on('close', () => target.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    address: `http://127.0.0.1:${portOf(server.address())}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Hands a request to a port of loopback, and its answer back. */
export function forward(exchange: {
  incoming: IncomingMessage;
  response: ServerResponse;
  port: number;
  path: string;
}): void {
  const { incoming, response, port, path } = exchange;
  const { 'proxy-authorization': _told, ...headers } = incoming.headers;
  const asked = request(
    { host: '127.0.0.1', port, path, method: incoming.method ?? 'GET', headers },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    },
  );
  asked.on('error', () => response.destroy());
  incoming.pipe(asked);
}

function portOf(address: string | AddressInfo | null): number {
  if (address === null || typeof address === 'string') throw new Error('the proxy listens on no port');
  return address.port;
}
