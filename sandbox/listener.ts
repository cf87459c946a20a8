import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Incoming } from './exchange';

/** Where a listener answers, and how to end it. */
export type Listening = { address: string; close: () => Promise<void> };

/** Answers one request; `closing` fires when the listener ends. */
export type Serve = (incoming: Incoming, response: ServerResponse, closing: AbortSignal) => Promise<void>;

const maxBodyBytes = 64 * 1024 * 1024;
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/**
 * Listens on a loopback address. Refuses foreign `Host` and `Origin` headers, so that no web page gets in; `names` are
 * hosts that it answers to beside loopback.
 */
export async function listen(
  place: { host: string; port: number; names?: readonly string[] },
  serve: Serve,
): Promise<Listening> {
  const isOwn = (host: string) => loopbackHost.test(host) || (place.names?.includes(host) ?? false);
  const closing = new AbortController();
  const server = createServer((request, response) => {
    void handle(request, response, { isOwn, serve, closing: closing.signal });
  });
  // Clients keep connections for re-use; one that the server drops first looks to them like a fault.
  server.keepAliveTimeout = 60_000;
  const port = await bind(server, place);
  const host = place.host.includes(':') ? `[${place.host}]` : place.host;
  return {
    address: `http://${host}:${port}`,
    close: () => {
      closing.abort();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** Whether a host name or address is this machine's own. */
export function isLoopback(host: string): boolean {
  return loopbackHost.test(host.includes(':') && !host.startsWith('[') ? `[${host}]` : host);
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { isOwn, serve, closing }: { isOwn(host: string): boolean; serve: Serve; closing: AbortSignal },
): Promise<void> {
  try {
    const { host, origin } = request.headers;
    if (host === undefined || !isOwn(host)) return refuse(response, 421, 'Only loopback is served.');
    if (origin !== undefined && origin !== `http://${host}`)
      return refuse(response, 403, 'Another site asks.');
    const body = await readBody(request);
    if (body === undefined) return refuse(response, 413, 'The body is too large.');
    const { method = 'GET', url = '/', headers } = request;
    await serve({ method, path: url, headers, body }, response, closing);
  } catch (error) {
    if (closing.aborted || response.destroyed) return;
    if (response.headersSent) response.destroy();
    else refuse(response, 500, error instanceof Error ? error.message : 'It failed.');
  }
}

async function readBody(request: IncomingMessage): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let sizeBytes = 0;
  for await (const chunk of request) {
    if (!(chunk instanceof Uint8Array)) continue;
    sizeBytes += chunk.length;
    if (sizeBytes > maxBodyBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function refuse(response: ServerResponse, status: number, reason: string): void {
  response.writeHead(status, { 'content-type': 'application/json', connection: 'close' });
  response.end(JSON.stringify({ reason }));
}

function bind(server: Server, place: { host: string; port: number }): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(place.port, place.host, () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : place.port);
    });
  });
}
