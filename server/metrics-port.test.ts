import type { createServer } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { AddressFailure } from './listen';
import { listenForMetrics } from './metrics-port';
import { ownHosts } from './own-hosts';
import { ask } from './testing/raw';

const origin = 'https://keys.example.com';
const door = { origin, hosts: ownHosts({ origin, aliases: [] }), isFromTrustedProxy: () => false };
const servers: ReturnType<typeof createServer>[] = [];

afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function start(port = 0): Promise<number> {
  const server = await listenForMetrics({ port, host: '127.0.0.1' }, door);
  servers.push(server);
  const address = server.address();
  return typeof address === 'object' && address ? address.port : 0;
}

describe('the port for metrics', () => {
  it('gives the figures without a key, and nothing else', async () => {
    const port = await start();
    const answer = await ask(port, ['GET /metrics HTTP/1.1', 'Host: localhost']);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
    expect(answer).toContain('latchkey_http_request_duration_seconds');
    expect(await ask(port, ['GET /api/openapi.json HTTP/1.1', 'Host: localhost'])).toMatch(
      /^HTTP\/1\.1 404 /,
    );
    expect(await ask(port, ['POST /metrics HTTP/1.1', 'Host: localhost'])).toMatch(/^HTTP\/1\.1 405 /);
  });

  it('answers to own hosts alone, so that no page of another site reads it', async () => {
    const port = await start();
    expect(await ask(port, ['GET /metrics HTTP/1.1', 'Host: evil.test'])).toMatch(/^HTTP\/1\.1 421 /);
  });

  it('says which setting to change when it is taken', async () => {
    const port = await start();
    await expect(start(port)).rejects.toThrow(AddressFailure);
    await expect(start(port)).rejects.toThrow(`LATCHKEY_METRICS_PORT=${port + 1}`);
  });
});
