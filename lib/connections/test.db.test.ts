import { promises as dns } from 'node:dns';
import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { addDestination } from '@/lib/destinations/add';
import { removeDestination } from '@/lib/destinations/remove';
import { systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import type { CreateInput } from './schema';
import { testConnection } from './test';
import { admin, builder, support, workload } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';

const secret = 'hunter2-canary';
// Read once, when the first test asks for it.
process.env.LATCHKEY_EGRESS_HOSTS = '127.0.0.1, listed.test';

useTestDatabase();
const account = useTestAccount();
let desk: Desk;
let server: Server;
let origin = '';
let heard: (string | undefined)[] = [];
let made = 0;

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(request.headers.authorization);
    response.writeHead(request.headers.authorization === `Bearer ${secret}` ? 200 : 401).end(secret);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  origin = `http://127.0.0.1:${port}`;
  await addDestination({ caller: admin, input: { host: '127.0.0.1', port, allowsPlain: true } });
  desk = await connectDesk(account.sandbox, {
    API: { token: secret, host: 'secret-host.evil.example', inside: '127.0.0.1', wrong: 'w' },
  });
});
afterAll(() => server.close());
afterEach(() => {
  heard = [];
  setClock(systemClock);
  vi.useRealTimers();
});

const at = (field: string) => ({
  secretManagerId: desk.manager.id,
  reference: `op://${desk.manager.name}/API/${field}`,
});
async function make(fields: CreateInput['fields'], app: CreateInput['app'] = 'http-bearer'): Promise<string> {
  made += 1;
  const key = `tested-${made}`;
  await createConnection({ caller: admin, input: { key, name: key, app, fields } });
  return key;
}
const eventsOf = async () => {
  const { items } = await listEvents({ caller: admin, input: { verb: 'connection.tested', limit: 1 } });
  return items[0];
};
const codesOf = ({ steps }: Awaited<ReturnType<typeof testConnection>>) => steps.map(({ code }) => code);

describe('testing a connection', () => {
  it('uses the value as a workload gets it, tells each step, and never the value', async () => {
    const key = await make({ baseUrl: { value: origin }, token: at('token') });
    const result = await testConnection({ caller: builder, input: { key, path: '/me' } });
    expect(result).toMatchObject({
      ok: true,
      steps: [
        { step: 'resolve', state: 'ok', fields: [{ name: 'baseUrl' }, { name: 'token', source: 'memory' }] },
        { step: 'reach', state: 'ok', host: origin.slice('http://'.length) },
        { step: 'authenticate', state: 'ok', code: 'answered', httpStatus: 200 },
      ],
    });
    expect(heard).toEqual([`Bearer ${secret}`]);
    expect(JSON.stringify(result)).not.toContain(secret);
    const event = await eventsOf();
    expect(event).toMatchObject({
      actor: { label: builder.label },
      subject: { label: key },
      details: { outcome: 'answered', host: origin.slice('http://'.length) },
    });
    expect(JSON.stringify(event)).not.toContain(secret);
  });

  it('says that nothing was tested where Latchkey itself could not look up the app’s own host', async () => {
    const key = await make({ secretKey: at('token') }, 'stripe');
    for (const code of ['EAI_AGAIN', 'ENOTFOUND']) {
      const lookup = vi.spyOn(dns, 'lookup').mockRejectedValue(Object.assign(new Error(code), { code }));
      const result = await testConnection({ caller: admin, input: { key } });
      lookup.mockRestore();
      expect(result).toMatchObject({
        ok: false,
        steps: [
          { state: 'ok' },
          { state: 'not_tested', code: 'dns_failed', host: 'api.stripe.com:443' },
          { state: 'not_tested', code: 'not_tried' },
        ],
      });
      expect(await eventsOf()).toMatchObject({ details: { outcome: 'dns_failed' } });
    }
  });

  it('tells a host that somebody typed and that nobody knows as their mistake', async () => {
    const key = await make({ baseUrl: { value: 'https://api.exmaple.test' }, token: at('token') });
    const gone = Object.assign(new Error('gone'), { code: 'ENOTFOUND' });
    const lookup = vi.spyOn(dns, 'lookup').mockRejectedValue(gone);
    const { steps } = await testConnection({ caller: admin, input: { key } });
    lookup.mockRestore();
    expect(steps[1]).toMatchObject({ state: 'failed', code: 'dns_not_found' });
  });

  it('tells a refused credential, and what to do next', async () => {
    const key = await make({ baseUrl: { value: origin }, token: at('wrong') });
    const result = await testConnection({ caller: builder, input: { key } });
    expect(result.ok).toBe(false);
    expect(result.steps[2]).toMatchObject({ state: 'failed', code: 'credential_refused', httpStatus: 401 });
    expect(result.steps[2]?.next).toContain('Compare');
  });

  it('stops at a field that does not resolve, sends nothing, and is written down', async () => {
    const key = await make({ baseUrl: { value: origin }, token: { value: secret } }, 'http-basic');
    expect(codesOf(await testConnection({ caller: builder, input: { key } }))).toEqual([
      'field_missing',
      'not_tried',
      'not_tried',
    ]);
    expect(heard).toEqual([]);
    expect((await eventsOf())?.details).toMatchObject({ outcome: 'field_missing' });
  });

  it('sends a builder’s secret to destinations alone, and an admin’s to public hosts too', async () => {
    const key = await make({ baseUrl: { value: 'https://192.0.43.8' }, token: at('token') });
    expect(codesOf(await testConnection({ caller: builder, input: { key } }))[1]).toBe('host_not_listed');
    const inside = await make({ baseUrl: { value: 'http://127.0.0.2:9' }, token: at('token') });
    expect(codesOf(await testConnection({ caller: admin, input: { key: inside } }))[1]).toBe('host_private');
    expect(codesOf(await testConnection({ caller: builder, input: { key: inside } }))[1]).toBe(
      'host_not_listed',
    );
    const metadata = await make({ baseUrl: { value: 'http://169.254.169.254' }, token: at('token') });
    expect(codesOf(await testConnection({ caller: admin, input: { key: metadata } }))[1]).toBe(
      'host_refused',
    );
    expect((await eventsOf())?.details).toMatchObject({
      outcome: 'host_refused',
      host: '169.254.169.254:80',
    });
  });

  it('neither looks up nor shows a host that is a secret', async () => {
    const key = await make(
      {
        host: at('host'),
        port: { value: '5432' },
        database: { value: 'app' },
        username: { value: 'app' },
        password: at('token'),
      },
      'postgres',
    );
    for (const caller of [admin, builder]) {
      const result = await testConnection({ caller, input: { key } });
      expect(codesOf(result)[1]).toBe('host_not_listed');
      expect(JSON.stringify(result)).not.toContain('evil.example');
      expect((await eventsOf())?.details).toMatchObject({ host: expect.stringContaining('op://') });
    }
  });

  it('gives a secret to a host that is a secret only where it is a destination too, unless a platform admin tests', async () => {
    const fields = {
      host: at('inside'),
      port: { value: '9' },
      database: { value: 'app' },
      username: { value: 'app' },
      password: at('token'),
    };
    const key = await make(fields, 'postgres');
    const codeFor = async (caller: typeof builder) =>
      codesOf(await testConnection({ caller, input: { key } }))[1];
    expect(await codeFor(builder)).toBe('host_not_listed');
    expect(await codeFor(admin)).toBe('connection_refused');
    const { id } = await addDestination({ caller: admin, input: { host: '127.0.0.1', port: 9 } });
    expect(await codeFor(builder)).toBe('connection_refused');
    await removeDestination({ caller: admin, input: { id } });
  });

  it('is honest about an app without a harmless call', async () => {
    const key = await make({ anything: at('token') }, 'custom');
    const result = await testConnection({ caller: builder, input: { key } });
    expect(result.steps.map(({ state }) => state)).toEqual(['ok', 'not_tested', 'not_tested']);
    expect(result.steps[2]?.code).toBe('resolve_only');
  });

  it('is for admins and builders alone', async () => {
    const key = await make({ baseUrl: { value: origin }, token: at('token') });
    for (const caller of [support, workload]) {
      await expect(testConnection({ caller, input: { key } })).rejects.toMatchObject({ code: 'forbidden' });
    }
    expect(heard).toEqual([]);
  });

  it('does not know a connection that the caller’s projects do not reach', async () => {
    await expect(testConnection({ caller: builder, input: { key: 'nowhere' } })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('lets one caller look no hosts through: twenty tests a minute', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const hasty = { ...builder, id: 'u-hasty' };
    const key = await make({ baseUrl: { value: origin }, token: at('token') });
    for (let count = 0; count < 20; count += 1) await testConnection({ caller: hasty, input: { key } });
    await expect(testConnection({ caller: hasty, input: { key } })).rejects.toMatchObject({
      code: 'over_budget',
      retryAfterMs: expect.any(Number),
    });
    await testConnection({ caller: builder, input: { key } });
    vi.setSystemTime(Date.now() + 61_000);
    await testConnection({ caller: hasty, input: { key } });
  });
});
