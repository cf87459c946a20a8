import { request } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Sandbox } from './handle';
import { startSandbox } from './sandbox';
import { type RawClient, signInRaw } from './testing/raw-client';

const vaults = { method: 'GET', path: '/api/v1/vaults?attrs=combined-access' };

describe('what the sandbox demands of a request', () => {
  let sandbox: Sandbox;
  let client: RawClient;
  let vault: string;
  let items: string[];

  beforeAll(async () => {
    sandbox = await startSandbox();
    vault = sandbox.createVault({ name: 'Production' }).id;
    items = ['a', 'b', 'c'].map((title) => sandbox.createItem({ vault, title }).id);
    client = await signInRaw(sandbox.mintToken().token);
  });
  afterAll(() => sandbox.close());

  const batch = (itemUuids: unknown) =>
    client.send({ method: 'POST', path: `/api/v3/vault/${vault}/items/batch`, body: { itemUuids } });

  it('a MAC with a request id that was not used before; gaps and disorder are no fault', async () => {
    const statuses = [];
    for (const requestId of [7000, 9000, 8000, 8000, 7000, 9001]) {
      statuses.push((await client.send({ ...vaults, requestId })).status);
    }
    expect(statuses).toEqual([200, 200, 200, 401, 401, 200]);
  });

  it('a MAC of the very request', async () => {
    expect((await client.send({ ...vaults, mac: 'v1|1|AAAAAAAAAAAAAAAA' })).status).toBe(401);
    expect((await client.send({ ...vaults, mac: '' })).status).toBe(401);
  });

  it('a sealed body, and a session that has shown its key', async () => {
    const path = `/api/v3/vault/${vault}/items/batch`;
    const headers = { 'x-agilebits-session-id': client.key.kid };
    const plain = await fetch(sandbox.address + path, { method: 'POST', body: '{"itemUuids":[]}', headers });
    expect(plain.status).toBe(401);
    const start = { email: sandbox.tokens()[0]?.email };
    expect(
      (await fetch(`${sandbox.address}/api/v3/auth/start`, { method: 'POST', body: JSON.stringify(start) }))
        .status,
    ).toBe(400);
    expect((await fetch(`${sandbox.address}/api/v2/account/keysets`)).status).toBe(401);
    expect((await fetch(`${sandbox.address}/api/v9/nothing`)).status).toBe(404);
  });

  it('at most 50 ids of a batch, and answers one record for each, in order, repeats too', async () => {
    const [a = '', b = '', c = ''] = items;
    expect(await batch([c, a, a, b])).toMatchObject({
      status: 200,
      body: { items: [{ uuid: c }, { uuid: a }, { uuid: a }, { uuid: b }] },
    });
    expect((await batch(Array.from({ length: 50 }, () => a))).status).toBe(200);
    expect((await batch(Array.from({ length: 51 }, () => a))).status).toBe(400);
    expect((await batch('all')).status).toBe(400);
    expect(await batch([a, vault])).toMatchObject({ status: 200, body: { items: [{ uuid: a }] } });
  });

  it('the present version of a vault that is written to, and the right to write', async () => {
    expect(
      (await client.send({ method: 'PATCH', path: `/api/v3/vault/${vault}/1/items`, body: [] })).status,
    ).toBe(403);
    const writer = await signInRaw(sandbox.mintToken({ canWrite: true }).token);
    const write = (version: number) =>
      writer.send({ method: 'PATCH', path: `/api/v3/vault/${vault}/${version}/items`, body: [] });
    expect((await write(1)).status).toBe(409);
    expect((await write(4)).status).toBe(200);
  });

  it.each([
    ['host', 'sandbox.example', 421],
    ['host', '127.0.0.1.example', 421],
    ['host', 'localhost', 200],
    ['host', '[::1]:80', 200],
    ['origin', 'http://evil.example', 403],
    ['origin', 'null', 403],
  ])('a loopback address and no other site: %s %s is answered %i', async (name, value, status) => {
    expect(await statusOf(`${sandbox.address}/sandbox`, { [name]: value })).toBe(status);
  });

  it('its own origin may ask', async () => {
    expect(await statusOf(`${sandbox.address}/sandbox`, { origin: sandbox.address })).toBe(200);
  });

  it('a loopback address to listen on, and a free port', async () => {
    await expect(startSandbox({ host: '0.0.0.0' })).rejects.toThrow('loopback only');
    const port = Number(new URL(sandbox.address).port);
    await expect(startSandbox({ port })).rejects.toThrow('EADDRINUSE');
  });
});

// `fetch` sets the host itself.
function statusOf(url: string, headers: Record<string, string>): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode);
    });
    sent.on('error', reject);
    sent.end();
  });
}
