import { request } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ConnectFault } from './faults';
import { type Both, startBoth } from './testing/start';

const item = '/v1/vaults/:vault/items/:item';

describe('faults, as plain fetch meets them', () => {
  let both: Both;
  let token: string;
  let tokenId: string;
  let path: string;

  beforeAll(async () => {
    both = await startBoth();
    const { sandbox, connect } = both;
    const vault = sandbox.createVault({ name: 'V' }).id;
    const { id } = sandbox.createItem({ vault, title: 'Stripe', fields: [{ label: 'key', value: 'sk' }] });
    path = `/v1/vaults/${vault}/items/${id}`;
    ({ token, id: tokenId } = connect.mintToken());
  });
  afterAll(() => both.close());
  afterEach(() => both.connect.clearFaults());

  const inject = (fault: ConnectFault) => both.connect.injectFault({ ...fault, route: item, times: 1 });
  const ask = (init: RequestInit = {}) =>
    fetch(both.connect.address + path, { ...init, headers: { authorization: `Bearer ${token}` } });

  it('gives a status with its headers, and {status, message} unless another body is told', async () => {
    inject({ kind: 'status', status: 429, headers: { 'retry-after': '7' } });
    const limited = await ask();
    expect([limited.status, limited.headers.get('retry-after')]).toEqual([429, '7']);
    expect(await limited.json()).toEqual({ status: 429, message: 'A fault of the sandbox' });
    inject({ kind: 'status', status: 503, body: 'away' });
    const away = await ask();
    expect([away.status, await away.text()]).toEqual([503, 'away']);
    expect((await ask()).status).toBe(200);
  });

  it('redirects', async () => {
    inject({ kind: 'redirect', location: 'http://127.0.0.1:9/', status: 307 });
    const answer = await ask({ redirect: 'manual' });
    expect([answer.status, answer.headers.get('location')]).toEqual([307, 'http://127.0.0.1:9/']);
  });

  it('breaks the connection before the answer', async () => {
    inject({ kind: 'reset' });
    await expect(ask()).rejects.toThrow('fetch failed');
    expect(both.connect.requests().at(-1)).toMatchObject({ status: 0, fault: 'reset' });
  });

  it('breaks the connection in the middle of the answer', async () => {
    inject({ kind: 'resetInBody' });
    await expect(wholeBody()).rejects.toThrow();
  });

  it('sends no headers when it hangs, and headers when it hangs in the body', async () => {
    inject({ kind: 'hang' });
    await expect(ask({ signal: AbortSignal.timeout(150) })).rejects.toThrow('timeout');
    inject({ kind: 'hang', inBody: true });
    const answer = await ask({ signal: AbortSignal.timeout(300) });
    expect(answer.status).toBe(200);
    await expect(answer.text()).rejects.toThrow('timeout');
  });

  it('waits, and sends the answer in parts', async () => {
    inject({ kind: 'slow', delayMs: 120, chunkMs: 20, chunkBytes: 200 });
    const startedAt = performance.now();
    const answer = await ask();
    expect(performance.now() - startedAt).toBeGreaterThan(110);
    expect(await answer.json()).toMatchObject({ title: 'Stripe' });
  });

  it('cuts the body in half as if it were all', async () => {
    const whole = await (await ask()).text();
    inject({ kind: 'truncated' });
    const answer = await ask();
    const half = await answer.text();
    expect(half).toBe(whole.slice(0, Math.ceil(whole.length / 2)));
    expect(answer.headers.get('content-length')).toBe(String(half.length));
  });

  it('sends a body of any size', async () => {
    inject({ kind: 'oversize', sizeBytes: 3_000_000 });
    expect(await (await ask()).text()).toHaveLength(3_000_000);
  });

  it.each([
    ['notJson', '<html>Not JSON</html>'],
    ['empty', ''],
    ['wrongShape', '{"unexpected":true}'],
  ] as const)('answers 200 with a body that is %s', async (form, body) => {
    inject({ kind: 'malformed', form });
    const answer = await ask();
    expect([answer.status, await answer.text()]).toEqual([200, body]);
  });

  it('names a coding that the body does not have', async () => {
    inject({ kind: 'malformed', form: 'wrongEncoding' });
    await expect(wholeBody()).rejects.toThrow();
  });

  it('sends JSON with a byte that is no UTF-8', async () => {
    inject({ kind: 'malformed', form: 'notUtf8' });
    const answer = await ask();
    const bytes = await answer.arrayBuffer();
    expect(answer.headers.get('content-type')).toBe('application/json');
    expect(() => new TextDecoder('utf-8', { fatal: true }).decode(bytes)).toThrow();
    expect(JSON.parse(new TextDecoder().decode(bytes))).toMatchObject({ title: 'Stripe' });
  });

  it('names another content type over the right body', async () => {
    inject({ kind: 'wrongContentType' });
    const answer = await ask();
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await answer.json()).toMatchObject({ title: 'Stripe' });
    inject({ kind: 'wrongContentType', contentType: 'text/plain' });
    expect((await ask()).headers.get('content-type')).toBe('text/plain');
  });

  it('meets its route and its token alone, so many times, after so many others, until it is removed', async () => {
    const { connect, get } = both;
    const statuses = async (count: number) => {
      const met: number[] = [];
      for (let nth = 0; nth < count; nth += 1) met.push((await ask()).status);
      return met;
    };
    connect.injectFault({ kind: 'status', status: 503, route: item, token: tokenId, skip: 1, times: 2 });
    expect((await get('/v1/vaults', token)).status).toBe(200);
    expect((await get(path)).status).toBe(200);
    expect(await statuses(4)).toEqual([200, 503, 503, 200]);
    const { remove } = connect.injectFault({ kind: 'status', status: 500 });
    expect([(await get('/heartbeat')).status, ...(await statuses(1))]).toEqual([500, 500]);
    remove();
    expect(await statuses(1)).toEqual([200]);
  });

  it('ends a hanging request when the server closes', async () => {
    const own = await startBoth();
    own.connect.injectFault({ kind: 'hang' });
    const pending = new Promise((_, reject) => {
      request(`${own.connect.address}/heartbeat`).on('error', reject).end();
    });
    const failed = expect(pending).rejects.toThrow();
    await expect.poll(() => own.connect.requests().length).toBe(1);
    await own.close();
    await failed;
  });

  async function wholeBody(): Promise<string> {
    const answer = await ask();
    return await answer.text();
  }
});
