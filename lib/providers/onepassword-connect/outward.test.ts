import { createServer, type Server } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '@/lib/kernel/clock';
import { type OutwardProxy, parseOutwardProxy } from '@/lib/kernel/outward-proxy';
import { makeCertificate } from '@/lib/probes/testing/certificate';
import { forward, startForwardProxy } from '@/sandbox/testing/forward-proxy';
import { connectCredential } from './credential';
import { createConnectProvider } from './provider';
import { useConnectBench } from './testing/connect-bench';

const bench = useConnectBench();
const certificate = makeCertificate(['connect.test', 'localhost']);
let front: Server;
let port: number;
const ends: (() => Promise<unknown>)[] = [];

beforeAll(async () => {
  // The Connect server behind TLS, with a certificate of nobody's.
  front = createServer(certificate, (incoming, response) => {
    // The sandbox answers to names of loopback alone.
    incoming.headers.host = 'localhost';
    const { port: behind } = new URL(bench.connect.address);
    forward({ incoming, response, port: Number(behind), path: incoming.url ?? '/' });
  });
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  ({ port } = front.address() as AddressInfo);
});
afterAll(async () => {
  await Promise.all(ends.map((end) => end()));
  front.closeAllConnections();
  front.close();
});

interface Way {
  host?: string;
  proxy?: OutwardProxy;
  caCertificate?: string;
}

function check({ proxy, caCertificate, host = `localhost:${port}` }: Way) {
  const serverUrl = `https://${host}`;
  const provider = createConnectProvider({
    timeoutMs: 5_000,
    signInHosts: [serverUrl],
    clock: systemClock,
    onWire: () => {},
    ...(proxy ? { proxyFor: () => proxy } : {}),
  });
  ends.push(() => provider.close('all'));
  const { token } = bench.connect.mintToken();
  const credential = connectCredential({ serverUrl, token, ...(caCertificate ? { caCertificate } : {}) });
  return provider.check({ managerId: 'm', revision: 1, credential });
}

it('trusts the authority that the credential brings, for this server, and no unknown one without', async () => {
  await expect(check({})).rejects.toMatchObject({
    code: 'provider_unavailable',
    says: { key: 'reachUntrusted' },
  });
  await expect(check({ caCertificate: certificate.cert })).resolves.toMatchObject({
    signInAddress: `https://localhost:${port}`,
  });
});

it('goes through a proxy with its user and password, and tells one that refuses or is not there', async () => {
  const forwardProxy = await startForwardProxy({ hosts: { 'connect.test:443': port }, wants: 'me:secret' });
  ends.push(forwardProxy.close);
  const by = (address: string) =>
    check({ host: 'connect.test', caCertificate: certificate.cert, proxy: parseOutwardProxy(address) });
  const at = forwardProxy.address.replace('http://', '');
  await expect(by(`http://me:secret@${at}`)).resolves.toMatchObject({
    signInAddress: 'https://connect.test',
  });
  await expect(by(`http://me:other@${at}`)).rejects.toMatchObject({ says: { key: 'reachProxyPassword' } });
  await expect(by('http://127.0.0.1:9')).rejects.toMatchObject({ says: { key: 'reachProxyDown' } });
});
