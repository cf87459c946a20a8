import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { Server } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type Gate, type Listing, openEgress, type Reach } from '@/lib/egress/open';
import { secureSocket } from '@/lib/egress/secure';
import { parseEgressRule } from '@/lib/kernel/egress-rule';
import { parseOutwardProxy } from '@/lib/kernel/outward-proxy';
import { type ForwardProxy, startForwardProxy } from '@/sandbox/testing/forward-proxy';
import { bearerAim } from './http-apps';
import { probeCodeOf } from './outcomes';
import { makeCertificate } from './testing/certificate';
import { valuesOf } from './testing/try-aim';

const certificate = makeCertificate(['app.test']);
const seen: IncomingMessage['headers'][] = [];
const answer = (incoming: IncomingMessage, response: ServerResponse) => {
  seen.push(incoming.headers);
  response.writeHead(204).end();
};
const plain = createServer(answer);
const secure = createTlsServer(certificate, answer);
const portOf = (server: Server) => Number(Object(server.address()).port);
let proxy: ForwardProxy;

beforeAll(async () => {
  for (const server of [plain, secure])
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  proxy = await startForwardProxy({
    hosts: {
      'app.test:443': portOf(secure),
      'app.test:80': portOf(plain),
      '127.0.0.1:80': portOf(plain),
      '169.254.169.254:80': portOf(plain),
    },
    wants: 'me:canary',
  });
});
afterAll(async () => {
  await proxy.close();
  plain.close();
  secure.close();
});
afterEach(() => {
  seen.length = 0;
  proxy.seen.length = 0;
});

interface Try {
  base: string;
  user?: string;
  at?: string;
  reach?: Reach;
  listing?: Listing;
  listed?: string;
  addresses?: readonly string[];
}

/** A test of an HTTP API through the proxy, as of a connection. */
async function attempt({ base, user = 'me:canary', at = proxy.address, reach = 'public', ...rest }: Try) {
  const signal = AbortSignal.timeout(10_000);
  const rule = parseEgressRule(rest.listed ?? '');
  const gate: Gate = {
    rules: rule ? [rule] : [],
    lookup: async () => (rest.addresses ?? []).map((address) => ({ address, family: 4 })),
    authorities: [certificate.cert],
  };
  const through = parseOutwardProxy(at.replace('//', `//${user}@`)) ?? expect.unreachable('an address');
  try {
    const aim = bearerAim(valuesOf({ baseUrl: base, token: 'token' }), '/me') ?? expect.unreachable('given');
    const { host, port, tls } = aim;
    const by = tls === 'from-start' ? 'tunnel' : 'absolute-form';
    const target = {
      host,
      port,
      reach,
      listing: rest.listing ?? 'none',
      through: { proxy: through, by },
    } as const;
    const opened = await openEgress(target, gate, signal);
    const socket = tls === 'from-start' ? await secureSocket(opened, 'none', signal) : opened.socket;
    return (await aim.signIn({ ...opened, socket }, signal)).code;
  } catch (error) {
    expect(JSON.stringify(error) + String(error)).not.toMatch(/canary|Y2FuYXJ5/);
    return probeCodeOf(error);
  }
}

describe('a test through a proxy', () => {
  it('reaches an https address by CONNECT, by its name and with its certificate checked', async () => {
    expect(await attempt({ base: 'https://app.test', addresses: ['8.8.8.8'] })).toBe('answered');
    expect(proxy.seen.map(({ asked }) => asked)).toEqual(['CONNECT app.test:443']);
    expect(seen).toEqual([expect.objectContaining({ host: 'app.test', authorization: 'Bearer token' })]);
    expect(seen[0]).not.toHaveProperty('proxy-authorization');
  });

  it('asks for an http address in absolute form, where that may be sent without encryption', async () => {
    const input = { base: 'http://app.test', addresses: ['8.8.8.8'] };
    expect(await attempt({ ...input, listing: 'plain' })).toBe('answered');
    expect(proxy.seen.map(({ asked }) => asked)).toEqual(['GET http://app.test/me']);
    expect(await attempt({ ...input, listing: 'encrypted' })).toBe('http_not_encrypted');
    expect(seen).toHaveLength(1);
  });

  it.each(['https://app.test', 'http://app.test'])(
    'tells of a proxy that wants another password (%s)',
    async (base) => {
      const input = { base, addresses: ['8.8.8.8'], listing: 'plain' } as const;
      expect(await attempt({ ...input, user: 'me:other' })).toBe('proxy_unauthorized');
      expect(seen).toEqual([]);
    },
  );

  it('tells of a host that the proxy cannot reach, and of a proxy that is not there', async () => {
    expect(await attempt({ base: 'https://other.test', addresses: ['8.8.8.8'] })).toBe('proxy_refused');
    const gone = await startForwardProxy({ hosts: {} });
    await gone.close();
    expect(await attempt({ base: 'https://app.test', addresses: ['8.8.8.8'], at: gone.address })).toBe(
      'proxy_unreachable',
    );
  });

  it.each<[string, Try, string]>([
    ['an address that is private', { base: 'http://127.0.0.1' }, 'host_private'],
    [
      'an address of a metadata service',
      { base: 'http://169.254.169.254', listing: 'plain' },
      'host_refused',
    ],
    ['a name that is private here', { base: 'https://app.test', addresses: ['10.0.0.1'] }, 'host_private'],
    ['a name that nobody knows or listed', { base: 'https://app.test' }, 'dns_not_found'],
    ['a host that is no destination', { base: 'https://app.test', reach: 'destination' }, 'host_not_listed'],
  ])('asks the proxy nothing about %s', async (_what, input, code) => {
    expect(await attempt(input)).toBe(code);
    expect(proxy.seen).toEqual([]);
  });

  it.each<[string, Partial<Try>]>([
    ['an operator listed', { listed: 'app.test' }],
    ['is a destination', { reach: 'destination', listing: 'encrypted' }],
    ['is the app’s own', { reach: 'own' }],
  ])('leaves a name to the proxy that is unknown here and %s', async (_what, input) => {
    expect(await attempt({ base: 'https://app.test', ...input })).toBe('answered');
  });
});
