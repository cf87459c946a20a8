import { describe, expect, it } from 'vitest';
import { programs } from '@/lib/platform/testing/company-server';
import { adminKey, patience, useResolver } from './testing/away';

describe.skipIf(programs === undefined)('a start while the database server is away', () => {
  const { ask, made, read, readFor, rotate, start, end, closeWay, openWay } = useResolver(async () => ({
    // It would be waited for as long, did it not go without.
    LATCHKEY_START_WAIT_MS: '600000',
  }));

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
    // Once more, after an end that lets it write nothing.
    await end('SIGKILL');
    await start();
    await readFor(1_000);
    await tokenIs('v-2');
    await openWay();
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
    rotate('v-3');
    await tokenIs('v-3');
    await expect
      .poll(async () => (await ask('GET', '/api/ready')).answer, patience)
      .toMatchObject({ parts: { database: 'up' } });
  }, 240_000);

  it('knows of a process before it also where the database goes away right after the start', async () => {
    const input = { name: 'W', role: 'workload', scope: 'platform', connections: 'all' };
    const key = String((await made('/api/v1/api-keys', input)).key);
    expect((await read(key)).status).toBe(200);
    await end('SIGTERM');
    await start();
    closeWay();
    await expect.poll(async () => (await read(key)).status, patience).toBe(200);
    await openWay();
    await expect.poll(async () => (await ask('GET', '/api/v1/connections')).status, patience).toBe(200);
  }, 240_000);
});
