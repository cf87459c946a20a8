import { createServer as createTlsServer } from 'node:https';
import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { makeCertificate } from '@/lib/probes/testing/certificate';
import { sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench();
const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

async function listening<S extends Server>(server: S): Promise<S> {
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

const originAt = (scheme: string, server: Server) => `${scheme}://127.0.0.1:${Object(server.address()).port}`;

/** What connecting an account at this origin comes to. */
async function endOf(origin: string, timeoutMs = 10_000) {
  const minted = bench.sandbox.mintToken().token;
  const content = { ...JSON.parse(Buffer.from(minted.slice(4), 'base64').toString()), signInAddress: origin };
  const token = `ops_${Buffer.from(JSON.stringify(content)).toString('base64url')}`;
  const provider = bench.newProvider({ signInHosts: [origin], timeoutMs });
  const failed = await provider.check(sessionWith(token)).catch(asLatchkeyError);
  return 'says' in failed ? { code: failed.code, says: failed.says } : failed;
}

describe('an account that is not reached', () => {
  it('by a name that nobody knows', async () => {
    const { code, says } = Object(await endOf('https://account.invalid'));
    expect(code).toBe('provider_unavailable');
    // A machine without a name service cannot tell.
    expect(['reachNameUnknown', 'reachNoNameService']).toContain(says.key);
  });

  it('at a port that is closed', async () => {
    const server = await listening(createServer());
    const origin = originAt('http', server);
    await new Promise((resolve) => server.close(resolve));
    expect(await endOf(origin)).toEqual({ code: 'provider_unavailable', says: { key: 'reachRefused' } });
  });

  it('where the connection breaks off', async () => {
    const server = await listening(
      createServer((socket) => void socket.once('data', () => socket.destroy())),
    );
    expect(await endOf(originAt('http', server))).toEqual({
      code: 'provider_unavailable',
      says: { key: 'reachBrokenOff' },
    });
  });

  it('whose certificate nobody here trusts', async () => {
    const server = await listening(createTlsServer(makeCertificate(['127.0.0.1'])));
    expect(await endOf(originAt('https', server))).toEqual({
      code: 'provider_unavailable',
      says: { key: 'reachUntrustedBy', given: { signer: 'Latchkey tests' } },
    });
  });

  it('where no TLS is spoken', async () => {
    const server = await listening(createServer((socket) => socket.end('HTTP/1.1 400 No\r\n\r\n')));
    expect(await endOf(originAt('https', server))).toEqual({
      code: 'provider_unavailable',
      says: { key: 'reachNotEncrypted' },
    });
  });

  it('where nothing answers', async () => {
    const server = await listening(createServer((socket) => void socket.on('error', () => undefined)));
    expect(await endOf(originAt('http', server), 500)).toMatchObject({ code: 'provider_timeout' });
  });
});
