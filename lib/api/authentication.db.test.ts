import { afterEach, describe, expect, it, vi } from 'vitest';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import { parseAddressRanges } from '@/lib/kernel/address-range';
import { systemCaller } from '@/lib/kernel/caller';
import { publishLocally } from '@/lib/platform/invalidation';
import { setTrustedProxies } from '@/lib/platform/peer';
import { dropSingleton } from '@/lib/platform/singleton';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { aliasOrigin, origin, useTestApi } from './testing/use-api';

useTestDatabase();
const { api, ask, asAdmin, signedIn } = useTestApi();

const list = '/api/v1/projects';

afterEach(() => {
  vi.useRealTimers();
  for (const name of ['limit: wrong-keys', 'trusted-proxies']) dropSingleton(name);
});

/** Asks with a key, through a socket of this address. */
async function withKey(key: string, remoteAddress: string, headers: Record<string, string> = {}) {
  const asked = { url: list, remoteAddress, headers: { ...headers, authorization: `Bearer ${key}` } };
  const { statusCode, headers: answered } = await api().inject(asked);
  return { status: statusCode, retryAfter: answered['retry-after'] };
}
const wrongKey = (at: number) => `lk_${'w'.repeat(40)}${String(at).padStart(3, '0')}`;

describe('authentication', () => {
  it('refuses nobody, another scheme and an unknown key, and says how to sign in', async () => {
    const unknown = `Bearer lk_${'a'.repeat(43)}`;
    for (const authorization of [undefined, 'Basic YTpi', 'Bearer', 'Bearer x y', unknown]) {
      const { status, headers, body } = await ask('GET', list, {
        headers: authorization ? { authorization } : {},
      });
      expect([authorization, status, body.code]).toEqual([authorization, 401, 'unauthenticated']);
      expect(headers['www-authenticate']).toBe('Bearer realm="latchkey"');
    }
  });

  it('refuses before it reads the body', async () => {
    const { status } = await ask('POST', list, { body: '{', headers: {} });
    expect(status).toBe(401);
  });

  it('never reads a key from the query', async () => {
    const made = await asAdmin('POST', '/api/v1/api-keys', { name: 'in a query', role: 'admin' });
    const key = String(made.body.key);
    const { status } = await ask('GET', `${list}?api_key=${key}&key=${key}&access_token=${key}`);
    expect(status).toBe(401);
  });

  it('refuses a key from the moment that it is revoked', async () => {
    const made = await asAdmin('POST', '/api/v1/api-keys', { name: 'short-lived', role: 'admin' });
    const headers = { authorization: `Bearer ${made.body.key}` };
    expect((await ask('GET', list, { headers })).status).toBe(200);
    await revokeApiKey({ caller: systemCaller, input: { id: String(made.body.id) } });
    expect((await ask('GET', list, { headers })).status).toBe(401);
  });

  it('takes a person’s session, and a wrong key is not made good by it', async () => {
    const cookie = await signedIn('admin');
    expect((await ask('GET', list, { headers: { cookie } })).status).toBe(200);
    const { status } = await ask('GET', list, { headers: { cookie, authorization: 'Bearer lk_wrong' } });
    expect(status).toBe(401);
    expect((await ask('GET', list, { headers: { cookie: `${cookie}x` } })).status).toBe(401);
  });

  it('refuses a change by cookie that no page of its own sent', async () => {
    const cookie = await signedIn('admin');
    const foreign: Record<string, string>[] = [
      {},
      { origin: 'https://evil.example' },
      { origin: 'null' },
      { origin: `${origin}.evil.example` },
      { 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      { origin: 'https://evil.example', 'sec-fetch-site': 'none' },
    ];
    for (const headers of foreign) {
      const { status, body } = await ask('POST', list, {
        body: { name: 'forged' },
        headers: { cookie, ...headers },
      });
      expect([headers, status, body.code]).toEqual([headers, 403, 'forbidden']);
    }
    expect((await asAdmin('GET', list)).body.items).toEqual([]);
  });

  it('takes a change by cookie from its own pages', async () => {
    const cookie = await signedIn('admin');
    const byOrigin = await ask('POST', list, { body: { name: 'one' }, headers: { cookie, origin } });
    expect(byOrigin.status).toBe(201);
    const bySite = await ask('POST', list, {
      body: { name: 'two' },
      headers: { cookie, origin: 'http://127.0.0.1:3000', 'sec-fetch-site': 'same-origin' },
    });
    expect(bySite.status).toBe(201);
    const at = (headers: Record<string, string>, name: string) =>
      ask('POST', list, { body: { name }, headers: { cookie, origin: aliasOrigin, ...headers } });
    expect((await at({ host: 'alias.test' }, 'at the host asked')).status).toBe(201);
    expect((await at({ host: 'inner', 'x-forwarded-host': 'alias.test' }, 'behind a proxy')).status).toBe(
      201,
    );
    expect((await at({ host: 'localhost:3000' }, 'at another')).status).toBe(403);
  });

  it('lets a good key that this process has not seen pass, after 100 wrong ones behind its address and a restart', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const made = await asAdmin('POST', '/api/v1/api-keys', { name: 'behind the same proxy', role: 'admin' });
    const wrong = await Promise.all(
      Array.from({ length: 100 }, (_, at) => withKey(wrongKey(at), '192.0.2.7')),
    );
    expect(new Set(wrong.map(({ status }) => status))).toEqual(new Set([401]));
    expect(wrong.filter(({ retryAfter }) => retryAfter === '60')).toHaveLength(70);
    // As after a restart: no key is in memory.
    publishLocally({ topic: 'api-key', id: '*' });
    const flood = Array.from({ length: 100 }, (_, at) => withKey(wrongKey(at), '192.0.2.7'));
    expect(await withKey(String(made.body.key), '192.0.2.7')).toMatchObject({ status: 200 });
    await Promise.all(flood);
    expect(await withKey(String(made.body.key), '192.0.2.7')).toMatchObject({ status: 200 });
  });

  it('counts wrong keys by the client behind a trusted proxy, whatever the client writes before', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    setTrustedProxies(parseAddressRanges('loopback') ?? []);
    const through = (client: string, forged: string) => ({ 'x-forwarded-for': `${forged}, ${client}` });
    for (let at = 0; at < 30; at += 1) {
      const { retryAfter } = await withKey(wrongKey(at), '127.0.0.1', through('203.0.113.5', `10.0.0.${at}`));
      expect(retryAfter).toBeUndefined();
    }
    const next = await withKey(wrongKey(31), '127.0.0.1', through('203.0.113.5', '10.9.9.9'));
    expect(next).toEqual({ status: 401, retryAfter: '60' });
    const other = await withKey(wrongKey(32), '127.0.0.1', through('203.0.113.6', '203.0.113.5'));
    expect(other).toEqual({ status: 401, retryAfter: undefined });
  });
});
