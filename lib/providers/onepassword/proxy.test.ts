import { createServer as createTlsServer, type Server } from 'node:https';
import { afterEach, describe, expect, it } from 'vitest';
import { proxyFor } from '@/lib/egress/proxy';
import { LatchkeyError } from '@/lib/kernel/errors';
import { formatMessage, type MessageKey } from '@/lib/kernel/message';
import { parseOutwardProxy } from '@/lib/kernel/outward-proxy';
import { readEnv } from '@/lib/platform/env';
import { makeCertificate } from '@/lib/probes/testing/certificate';
import { type ForwardProxySettings, forward, startForwardProxy } from '@/sandbox/testing/forward-proxy';
import { sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 30_000 });
const ended: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  await Promise.all(ended.splice(0).map((end) => end()));
});

const sandboxPort = () => Number(new URL(bench.sandbox.address).port);

/** A token of the sandbox that signs in at another address. */
function tokenFor(signInAddress: string): string {
  const minted = bench.sandbox.mintToken().token;
  const content = { ...JSON.parse(Buffer.from(minted.slice(4), 'base64').toString()), signInAddress };
  return `ops_${Buffer.from(JSON.stringify(content)).toString('base64url')}`;
}

async function startProxy(settings: Partial<ForwardProxySettings> = {}) {
  const proxy = await startForwardProxy({ hosts: { 'account.test:80': sandboxPort() }, ...settings });
  ended.push(proxy.close);
  return proxy;
}

/** The sandbox behind TLS with this certificate. Returns its port. */
async function startTlsFront(certificate: { cert: string; key: string }): Promise<number> {
  const front: Server = createTlsServer(certificate, (incoming, response) =>
    forward({ incoming, response, port: sandboxPort(), path: incoming.url ?? '/' }),
  );
  await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
  ended.push(async () => {
    front.closeAllConnections();
    front.close();
  });
  return Number(Object(front.address()).port);
}

function providerWith(settings: Record<string, string>, origin: string) {
  const { proxies } = readEnv(settings);
  return bench.newProvider({
    signInHosts: [origin],
    proxyFor: (address) => proxyFor(proxies, address),
  });
}

async function failureOf(settings: Record<string, string>, origin = 'http://account.test') {
  const error = await providerWith(settings, origin)
    .check(sessionWith(tokenFor(origin)))
    .then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
  if (!(error instanceof LatchkeyError)) throw new Error(`it ended with ${String(error)}`);
  const key: MessageKey | undefined = 'key' in error.says ? error.says.key : undefined;
  return { code: error.code, key, text: formatMessage(error.says, 'en') + formatMessage(error.says, 'de') };
}

describe('a provider behind a proxy', () => {
  it('reaches an account through it, with user and password', async () => {
    const { host, origin } = new URL(bench.sandbox.address);
    const proxy = await startProxy({ hosts: { [host]: sandboxPort() }, wants: 'me:p@ss:word' });
    const address = proxy.address.replace('//', '//me:p%40ss%3Aword@');
    // This machine is never asked for through a proxy, and the sandbox answers to no other name.
    const provider = bench.newProvider({ proxyFor: () => parseOutwardProxy(address) });
    const vault = bench.sandbox.createVault({ name: 'Behind' }).id;
    bench.sandbox.createItem({ vault, title: 'Large', password: 'x'.repeat(100_000) });
    const session = sessionWith(bench.sandbox.mintToken().token);
    await expect(provider.check(session)).resolves.toMatchObject({ signInAddress: origin });
    await expect(provider.browse(session, { level: 'items', vaultId: vault })).resolves.toMatchObject({
      items: [{ title: 'Large' }],
    });
    expect(proxy.seen.length).toBeGreaterThan(3);
    expect(proxy.seen.filter(({ asked }) => !asked.includes(` ${origin}/api/`))).toEqual([]);
    expect(proxy.seen.filter(({ answered }) => answered !== 200)).toEqual([]);
    expect(bench.wire.filter(({ status }) => status !== 200)).toEqual([]);
  });

  it('asks nothing of the proxy for what NO_PROXY names, nor for this machine', async () => {
    const proxy = await startProxy();
    const settings = { HTTP_PROXY: proxy.address, NO_PROXY: '.account.test' };
    expect((await failureOf(settings)).code).toBe('provider_unavailable');
    const own = providerWith({ HTTP_PROXY: proxy.address }, bench.sandbox.address);
    await own.check(sessionWith(bench.sandbox.mintToken().token));
    expect(proxy.seen).toEqual([]);
  });

  it('sends a token to no other address than the ones allowed', async () => {
    const proxy = await startProxy();
    const provider = providerWith({ HTTP_PROXY: proxy.address }, 'http://elsewhere.test');
    await expect(provider.check(sessionWith(tokenFor('http://account.test')))).rejects.toMatchObject({
      code: 'sign_in_address_refused',
    });
    expect(proxy.seen).toEqual([]);
  });

  it('asks an https address by CONNECT, and checks its certificate', async () => {
    const port = await startTlsFront(makeCertificate(['account.test']));
    const proxy = await startProxy({ hosts: { 'account.test:443': port }, wants: 'me:canary' });
    const settings = { HTTPS_PROXY: proxy.address.replace('//', '//me:canary@') };
    expect(await failureOf(settings, 'https://account.test')).toMatchObject({
      code: 'provider_unavailable',
      key: 'reachUntrustedBy',
    });
    expect(proxy.seen[0]).toMatchObject({ asked: 'CONNECT account.test:443', answered: 200 });
    expect(bench.wire.at(-1)).toMatchObject({ status: 'unreachable', cause: 'tls_untrusted' });
  });

  it.each([
    ['http', 'a password that is wrong', 'reachProxyPassword', { wants: 'me:other' }],
    ['https', 'a password that is wrong', 'reachProxyPassword', { wants: 'me:other' }],
    ['https', 'a host that the proxy cannot reach', 'reachProxyRefused', { hosts: {} }],
  ])('tells by %s of %s', async (scheme, _what, key, proxySettings) => {
    const proxy = await startProxy(proxySettings);
    const address = proxy.address.replace('//', '//me:canary@');
    const failure = await failureOf(
      { HTTP_PROXY: address, HTTPS_PROXY: address },
      `${scheme}://account.test`,
    );
    expect(failure).toMatchObject({ code: 'provider_unavailable', key });
    expect(JSON.stringify([failure, bench.wire])).not.toMatch(/canary|Y2FuYXJ5/);
  });

  it.each(['http', 'https'])('tells by %s of a proxy that is not there', async (scheme) => {
    const proxy = await startProxy();
    await proxy.close();
    const settings = { HTTP_PROXY: proxy.address, HTTPS_PROXY: proxy.address };
    expect(await failureOf(settings, `${scheme}://account.test`)).toMatchObject({ key: 'reachProxyDown' });
  });
});
