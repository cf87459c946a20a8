import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startConnect } from './connect';
import { type Both, startBoth } from './testing/start';

const unknownId = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';
const denied = { status: 401, body: { status: 401, message: 'Invalid token signature' } };

describe('who may ask what', () => {
  let both: Both;
  let vault: string;
  let other: string;
  let item: string;
  let token: string;
  let tokenId: string;

  beforeAll(async () => {
    both = await startBoth();
    vault = both.sandbox.createVault({ name: 'Say "hi" & go? 100%' }).id;
    other = both.sandbox.createVault({ name: 'Other' }).id;
    item = both.sandbox.createItem({ vault, title: 'a "b" \\ c?' }).id;
    ({ token, id: tokenId } = both.connect.mintToken({ vaults: [vault] }));
  });
  afterAll(() => both.close());

  it('mints tokens in the shape of a JWT: three parts of base64url, the first two of them JSON', () => {
    const parts = token.split('.');
    expect(parts).toHaveLength(3);
    for (const part of parts) expect(part).toMatch(/^[\w-]+$/);
    const [header, payload] = parts
      .slice(0, 2)
      .map((part) => JSON.parse(Buffer.from(part, 'base64url').toString()));
    expect(header).toMatchObject({ typ: 'JWT' });
    expect(payload).toMatchObject({ jti: tokenId, vaults: [vault] });
  });

  it('refuses a token for a vault that there is not', () => {
    expect(() => both.connect.mintToken({ vaults: ['nowhere'] })).toThrow('There is no vault nowhere.');
    expect(() => both.connect.revokeToken('nothing')).toThrow('There is no token nothing.');
  });

  it('fixes the vaults of a token when it is minted', async () => {
    const { token: all } = both.connect.mintToken();
    const late = both.sandbox.createVault({ name: 'Late' }).id;
    expect((await both.get('/v1/vaults', all)).body).toMatchObject([{ id: vault }, { id: other }]);
    expect((await both.get(`/v1/vaults/${late}`, all)).status).toBe(403);
    expect((await both.get(`/v1/vaults/${late}`)).status).toBe(200);
    both.sandbox.deleteVault({ vault: late });
  });

  it('answers 401 without a token, with an unknown one, another scheme, or one that is revoked', async () => {
    const { token: own, id } = both.connect.mintToken();
    expect(await both.get('/v1/vaults', '')).toMatchObject(denied);
    expect(await both.get('/v1/vaults', `${own}x`)).toMatchObject(denied);
    expect(await both.get(`/v1/vaults/${vault}/items/${item}`, '')).toMatchObject(denied);
    const basic = await fetch(`${both.connect.address}/v1/vaults`, {
      headers: { authorization: `Basic ${own}` },
    });
    expect(basic.status).toBe(401);
    both.connect.revokeToken(id);
    expect(await both.get('/v1/vaults', own)).toMatchObject(denied);
    both.connect.restoreToken(id);
    expect((await both.get('/v1/vaults', own)).status).toBe(200);
  });

  it.each(['', '/items', `/items/${unknownId}`, `/items/${unknownId}/files`])(
    'answers 403 for %s of a vault out of scope, whether there is one or not',
    async (rest) => {
      for (const id of [other, unknownId]) {
        expect(await both.get(`/v1/vaults/${id}${rest}`, token)).toMatchObject({
          status: 403,
          body: { status: 403, message: `vault ${id} is not in scope` },
        });
      }
    },
  );

  it.each(['Production', unknownId.toUpperCase(), `${unknownId}a`, '%20'])(
    'answers 400 for the id %s',
    async (id) => {
      expect(await both.get(`/v1/vaults/${id}/items`, token)).toMatchObject({
        status: 400,
        body: { status: 400, message: 'Invalid Vault UUID' },
      });
      expect(await both.get(`/v1/vaults/${vault}/items/${id}`, token)).toMatchObject({
        status: 400,
        body: { status: 400, message: 'Invalid Item UUID' },
      });
    },
  );

  it('answers 404 for other paths and 405 for other methods', async () => {
    expect((await both.get('/v2/vaults', token)).body).toMatchObject({ status: 404 });
    expect((await both.get(`/v1/vaults/${vault}/items/${item}/history`, token)).status).toBe(404);
    const headers = { authorization: `Bearer ${token}` };
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const answer = await fetch(`${both.connect.address}/v1/vaults/${vault}/items`, { method, headers });
      expect([answer.status, (await answer.json()).status]).toEqual([405, 405]);
    }
  });

  it('filters by exact name or title, with quotation marks and backslashes escaped', async () => {
    const found = async (path: string, filter: string) =>
      (await both.get(`${path}?filter=${encodeURIComponent(filter)}`, token)).body;
    const items = `/v1/vaults/${vault}/items`;
    expect(await found('/v1/vaults', 'name eq "Say \\"hi\\" & go? 100%"')).toMatchObject([{ id: vault }]);
    expect(await found('/v1/vaults/', 'title eq "Say \\"hi\\" & go? 100%"')).toMatchObject([{ id: vault }]);
    expect(await found('/v1/vaults', 'name eq "Other"')).toEqual([]);
    expect(await found(items, 'title eq "a \\"b\\" \\\\ c?"')).toMatchObject([{ id: item }]);
    expect(await found(`${items}/`, 'title eq "A"')).toEqual([]);
    expect((await both.get(`${items}?filter=title+co+"c?"`, token)).body).toMatchObject([{ id: item }]);
  });

  it.each(['title eq x', 'name eq "x"', 'title gt "x"', 'title eq "a"b"', ''])(
    'answers 400 for items filtered by %j',
    async (filter) => {
      const path = `/v1/vaults/${vault}/items?filter=${encodeURIComponent(filter)}`;
      expect(await both.get(path, token)).toMatchObject({ status: 400, body: { status: 400 } });
    },
  );

  it('answers its heartbeat and its health without a token', async () => {
    expect(await both.get('/heartbeat', '')).toMatchObject({ status: 200, body: '.' });
    expect((await both.get('/health', '')).body).toEqual({
      name: '1Password Connect API',
      version: expect.stringMatching(/^\d+\.\d+\.\d+$/),
      dependencies: [
        { service: 'sync', status: 'ACTIVE', message: expect.any(String) },
        { service: 'sqlite', status: 'ACTIVE', message: expect.any(String) },
      ],
    });
  });

  it('logs routes without ids or filters, statuses and the id of the token', async () => {
    both.connect.clearLog();
    await both.get(`/v1/vaults/${vault}/items/${item}`, token);
    await both.get('/v1/vaults/?filter=name eq "Other"', '');
    await both.get('/elsewhere', '');
    const log = both.connect.requests();
    expect(log).toMatchObject([
      { method: 'GET', route: '/v1/vaults/:vault/items/:item', status: 200, token: tokenId },
      { method: 'GET', route: '/v1/vaults', status: 401 },
      { method: 'GET', route: 'unknown', status: 404 },
    ]);
    for (const secret of [vault, item, token, 'Other']) expect(JSON.stringify(log)).not.toContain(secret);
  });

  it('listens on loopback, on the port that is told, and leaves the account when it closes', async () => {
    const first = await startConnect(both.sandbox);
    expect(first.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const port = Number(new URL(first.address).port);
    await expect(startConnect(both.sandbox, { port })).rejects.toThrow('EADDRINUSE');
    await first.close();
    const second = await startConnect(both.sandbox, { port });
    expect(second.address).toBe(first.address);
    await second.close();
    expect((await both.get('/v1/vaults', token)).status).toBe(200);
  });
});
