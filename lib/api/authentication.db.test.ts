import { describe, expect, it } from 'vitest';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import { systemCaller } from '@/lib/kernel/caller';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { origin, useTestApi } from './testing/use-api';

useTestDatabase();
const { ask, asAdmin, signedIn } = useTestApi();

const list = '/api/v1/projects';

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
  });
});
