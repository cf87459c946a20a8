import { afterAll, afterEach, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { startForwardProxy } from '@/sandbox/testing/forward-proxy';
import { createConnection } from './create';
import { testConnection } from './test';
import { admin } from './testing/callers';

const proxy = await startForwardProxy({ hosts: {}, wants: 'me:canary' });
// Read once, when the first test asks for it.
process.env.LATCHKEY_EGRESS_HOSTS = 'api.invalid';
process.env.HTTPS_PROXY = proxy.address.replace('//', '//me:canary@');
process.env.NO_PROXY = 'direct.invalid';

useTestDatabase();
afterAll(() => proxy.close());
afterEach(() => {
  proxy.seen.length = 0;
});

let made = 0;

async function reachOf(app: 'http-bearer' | 'postgres', typed: Record<string, string>) {
  made += 1;
  const key = `outward-${made}`;
  const fields = Object.fromEntries(Object.entries(typed).map(([name, value]) => [name, { value }]));
  await createConnection({ caller: admin, input: { key, name: key, app, scope: 'platform', fields } });
  const { steps } = await testConnection({ caller: admin, input: { key } });
  expect(JSON.stringify(steps)).not.toMatch(/canary|Y2FuYXJ5/);
  return steps.find(({ step }) => step === 'reach');
}

it('asks for what goes by HTTP through the proxy, with its password', async () => {
  expect(await reachOf('http-bearer', { baseUrl: 'https://api.invalid', token: 't' })).toMatchObject({
    state: 'failed',
    code: 'proxy_refused',
  });
  expect(proxy.seen).toEqual([
    { asked: 'CONNECT api.invalid:443', authorization: `Basic ${btoa('me:canary')}`, answered: 502 },
  ]);
  expect(process.env.HTTPS_PROXY).toBeUndefined();
});

it('asks for what NO_PROXY names directly', async () => {
  const reached = await reachOf('http-bearer', { baseUrl: 'https://direct.invalid', token: 't' });
  // A machine without a name service cannot tell.
  expect(['dns_not_found', 'dns_failed']).toContain(reached?.code);
  expect(proxy.seen).toEqual([]);
});

it('says of a database that the proxy is no way to it', async () => {
  const typed = { host: 'db.invalid', database: 'd', username: 'u', password: 'p' };
  expect(await reachOf('postgres', typed)).toMatchObject({ state: 'not_tested', code: 'not_through_proxy' });
  expect(proxy.seen).toEqual([]);
});
