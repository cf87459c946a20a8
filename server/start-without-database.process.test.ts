import { afterAll, describe, expect, it } from 'vitest';
import { programs } from '@/lib/platform/testing/company-server';
import { startServer, type TestServer } from '../scripts/postgres-server.mjs';
import { adminKey, patience, useResolver } from './testing/away';

describe.skipIf(programs === undefined)('a start while the database server is away', () => {
  const {
    ask,
    made,
    read,
    readFor,
    rotate,
    start,
    end,
    database,
    closeWay,
    openWay,
    routes,
    forgetRequests,
  } = useResolver(async () => ({
    // It would be waited for as long, did it not go without.
    LATCHKEY_START_WAIT_MS: '600000',
  }));

  let standby: TestServer | undefined;
  afterAll(() => standby?.remove());

  async function madeKey(name: string): Promise<{ id: string; key: string }> {
    const input = { name, role: 'workload', scope: 'platform', connections: 'all' };
    const { id, key } = await made('/api/v1/api-keys', input);
    return { id: String(id), key: String(key) };
  }
  const tokenIs = (value: string) =>
    expect.poll(async () => (await read()).answer, patience).toMatchObject({ fields: { token: value } });

  it('serves what the process before knew, asks for what is due, and goes on with the database when it is back', async () => {
    await end('SIGTERM');
    closeWay();
    rotate('v-2');
    await start();
    expect(await ask('GET', '/api/ready')).toMatchObject({
      answer: { status: 'ready', parts: { database: 'database_unavailable' } },
    });
    expect((await readFor(1_000)).answer).toMatchObject({ fields: { plain: 'p' } });
    await tokenIs('v-2');
    for (const [method, path, key] of [
      ['POST', '/api/v1/connections/unknown/resolve', adminKey],
      ['POST', '/api/v1/connections/known/resolve', `lk_${'b'.repeat(40)}`],
      ['GET', '/api/v1/connections', adminKey],
      ['DELETE', '/api/v1/connections/known', adminKey],
    ] as const) {
      const { status, answer } = await ask(method, path, undefined, key);
      expect([path, status, answer.code]).toEqual([path, 503, 'database_unavailable']);
    }
    // Once more after an end in order, and after one that lets it write nothing: what was learnt meanwhile is known.
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      expect(await end(signal)).toBe(signal === 'SIGTERM' ? 0 : null);
      await start();
      expect((await read()).answer).toMatchObject({ fields: { token: 'v-2' } });
      await readFor(1_000);
    }
    await openWay();
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
    rotate('v-3');
    await tokenIs('v-3');
    await expect
      .poll(async () => (await ask('GET', '/api/ready')).answer, patience)
      .toMatchObject({ parts: { database: 'up' } });
  }, 240_000);

  it('knows of a process before it also where the database goes away right after the start', async () => {
    const { key } = await madeKey('known');
    const { id, key: other } = await madeKey('other');
    for (const each of [key, other]) expect((await read(each)).status).toBe(200);
    await end('SIGTERM');
    await start();
    closeWay();
    await expect.poll(async () => (await read(key)).status, patience).toBe(200);
    await openWay();
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
    // What it took away itself is not known to the next one, however soon it ends.
    expect((await ask('DELETE', `/api/v1/api-keys/${id}`)).status).toBe(200);
    await end('SIGKILL');
    closeWay();
    const starting = start();
    await expect
      .poll(async () => (await read(other).catch(() => undefined))?.status, patience)
      .toBeOneOf([401, 503]);
    await openWay();
    await starting;
    expect((await read(other)).status).toBe(401);
    expect((await read(key)).status).toBe(200);
  }, 240_000);

  it('signs in to what is used before somebody reads, with the database and without', async () => {
    const signIns = () => routes()['auth/start'];
    for (const isAway of [false, true]) {
      expect((await read()).status).toBe(200);
      await end('SIGTERM');
      if (isAway) closeWay();
      forgetRequests();
      await start();
      await expect.poll(routes, patience).toEqual({
        'auth/start': 1,
        auth: 1,
        'auth/confirm-key': 1,
        'auth/complete': 1,
      });
      rotate(isAway ? 'v-5' : 'v-4');
      await tokenIs(isAway ? 'v-5' : 'v-4');
      expect(signIns()).toBe(1);
    }
    await openWay();
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
  }, 240_000);

  it('reads on where the address leads to a standby, until that is promoted', async () => {
    standby = await startServer(programs ?? '', { copyOf: database() });
    expect((await read()).status).toBe(200);
    await end('SIGTERM');
    closeWay();
    await start();
    await openWay(standby);
    await readFor(5_000);
    expect((await ask('GET', '/api/v1/connections')).answer.code).toBe('database_unavailable');
    standby.promote();
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
    expect((await read()).status).toBe(200);
  }, 240_000);
});
