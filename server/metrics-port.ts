import { createServer, type Server } from 'node:http';
import { log } from '@/lib/platform/log';
import { metricsText } from '@/lib/platform/metrics';
import { type FrontDoorSettings, frontDoor } from './front-door';
import { listen } from './listen';

/**
 * Serves `/metrics` without a key at a port of its own: who may reach it is the network's to say. It answers to own hosts
 * alone, as the other port does. Throws AddressFailure, naming the settings of this port.
 */
export async function listenForMetrics(
  { port, host }: { port: number; host: string },
  door: FrontDoorSettings,
): Promise<Server> {
  const refuses = frontDoor(door);
  const server = createServer({ headersTimeout: 15_000, requestTimeout: 15_000 }, (request, response) => {
    if (refuses(request, response)) return;
    const isThere = (request.url ?? '').split('?', 1)[0] === '/metrics';
    if (!isThere) return void response.writeHead(404).end();
    if (request.method !== 'GET') return void response.writeHead(405, { Allow: 'GET' }).end();
    metricsText().then(
      ({ contentType, body }) =>
        response.writeHead(200, { 'Content-Type': contentType, 'Cache-Control': 'no-store' }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  server.maxConnections = 64;
  const names = { port: 'LATCHKEY_METRICS_PORT', host: 'LATCHKEY_METRICS_HOST' };
  log.info('server.metrics', { host, port: await listen(server, { port, host, names }) });
  return server;
}
