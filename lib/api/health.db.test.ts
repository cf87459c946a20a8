import { describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const states = { database: 'up', slow: 'up' };
const { ask, asAdmin } = useTestApi([
  {
    name: 'database',
    check: async () => {
      if (states.database === 'down') throw new Error('canary: what is wrong inside');
      return states.database === 'full' ? 'storage_full' : undefined;
    },
  },
  {
    name: 'slow',
    check: () => (states.slow === 'up' ? Promise.resolve(undefined) : new Promise(() => undefined)),
  },
]);

describe('health', () => {
  it('tells that the process lives without asking for anything', async () => {
    expect(await ask('GET', '/api/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect((await ask('HEAD', '/api/live')).status).toBe(200);
    expect(await ask('GET', '/api/started')).toMatchObject({ status: 200, body: { status: 'started' } });
  });

  it('is ready when every part is, and says which part is not, within its deadline and without why', async () => {
    expect((await ask('GET', '/api/ready')).body).toEqual({
      status: 'ready',
      parts: { database: 'up', slow: 'up' },
    });
    states.database = 'down';
    states.slow = 'hanging';
    const { status, body, text } = await ask('GET', '/api/ready');
    expect([status, body]).toEqual([503, { status: 'not_ready', parts: { database: 'down', slow: 'down' } }]);
    expect(text).not.toContain('canary');
  });
});

describe('a part that cannot save', () => {
  it('is told and leaves Latchkey ready, for what is known is still read', async () => {
    Object.assign(states, { database: 'full', slow: 'up' });
    expect(await ask('GET', '/api/ready')).toMatchObject({
      status: 200,
      body: { status: 'ready', parts: { database: 'storage_full', slow: 'up' } },
    });
  });
});

describe('answers', () => {
  it('cannot be framed, sniffed or kept, and name the request by the id that a proxy gave', async () => {
    const given = await ask('GET', '/api/live', { headers: { 'x-request-id': 'trace-0123456789' } });
    expect(given.headers).toMatchObject({
      'x-request-id': 'trace-0123456789',
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'referrer-policy': 'no-referrer',
      'cache-control': 'no-store',
    });
    const forged = await ask('GET', '/api/live', { headers: { 'x-request-id': 'a "quoted" id\twith more' } });
    expect(forged.headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
    expect((await asAdmin('GET', '/api/v1/projects')).headers['cache-control']).toBe('no-store');
  });
});
