import { createServer, type Server } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDestination } from '@/lib/destinations/add';
import { removeDestination } from '@/lib/destinations/remove';
import type { AddInput } from '@/lib/destinations/schema';
import type { Caller } from '@/lib/kernel/caller';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createProject } from '@/lib/projects/create';
import { createConnection } from './create';
import { testConnection } from './test';
import { admin, builder } from './testing/callers';

const secret = 'hunter2-canary';
// Read once, when the first test asks for it. Reachable, which no longer says that builders may send secrets there.
process.env.LATCHKEY_EGRESS_HOSTS = '127.0.0.0/8, *.internal';

useTestDatabase();
let server: Server;
let port = 0;
let heard: string[] = [];
let made = 0;
let a = '';
let b = '';

beforeAll(async () => {
  server = createServer((request, response) => {
    heard.push(String(request.headers.authorization));
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  port = typeof address === 'object' && address ? address.port : 0;
  a = (await createProject({ caller: admin, input: { name: 'A' } })).id;
  b = (await createProject({ caller: admin, input: { name: 'B' } })).id;
});
afterAll(() => server.close());

let listed: string[] = [];
afterEach(async () => {
  heard = [];
  for (const id of listed) await removeDestination({ caller: admin, input: { id } });
  listed = [];
});

async function list(more: Partial<AddInput> = {}): Promise<void> {
  const input = { host: '127.0.0.1', port, allowsPlain: true, ...more };
  listed.push((await addDestination({ caller: admin, input })).id);
}
async function make(
  projectIds: string[] | 'platform',
  baseUrl = `http://127.0.0.1:${port}`,
): Promise<string> {
  made += 1;
  const key = `aimed-${made}`;
  const scope =
    projectIds === 'platform' ? ({ scope: 'platform' } as const) : { scope: 'project' as const, projectIds };
  const fields = { baseUrl: { value: baseUrl }, token: { value: secret } };
  await createConnection({ caller: admin, input: { key, name: key, app: 'http-bearer', fields, ...scope } });
  return key;
}
const inBoth = (): Caller => ({ ...builder, id: `u-${made}`, projects: [a, b] });
async function codeOf(key: string, caller: Caller = inBoth()): Promise<string | undefined> {
  const { steps } = await testConnection({ caller, input: { key } });
  return (steps.find(({ state }) => state === 'failed') ?? steps.at(-1))?.code;
}

describe('a test by a builder', () => {
  it('gives a secret to no host that is only reachable', async () => {
    expect(await codeOf(await make('platform'))).toBe('host_not_listed');
    expect(await codeOf(await make([a]))).toBe('host_not_listed');
    expect(heard).toEqual([]);
  });

  it('gives it to a destination for all projects', async () => {
    await list();
    expect(await codeOf(await make('platform'))).toBe('answered');
    expect(await codeOf(await make([a, b]))).toBe('answered');
    expect(heard).toEqual([`Bearer ${secret}`, `Bearer ${secret}`]);
  });

  it('gives it to a destination of every project of the connection, and not of some of them', async () => {
    await list({ projectId: a });
    expect(await codeOf(await make([a]))).toBe('answered');
    heard = [];
    expect(await codeOf(await make([a, b]))).toBe('host_not_listed');
    expect(await codeOf(await make([b]))).toBe('host_not_listed');
    expect(await codeOf(await make('platform'))).toBe('host_not_listed');
    expect(heard).toEqual([]);
    await list({ projectId: b });
    expect(await codeOf(await make([a, b]))).toBe('answered');
  });

  it('takes the exact host and port, and no other spelling of another one', async () => {
    await list({ host: 'localhost' });
    await list({ port: port === 1 ? 2 : port - 1 });
    await list({ host: '127.0.0.2' });
    expect(await codeOf(await make('platform'))).toBe('host_not_listed');
    expect(heard).toEqual([]);
    await list();
    expect(await codeOf(await make('platform', `http://2130706433:${port}`))).toBe('answered');
  });

  it('goes without TLS only where every project of the connection allows that', async () => {
    await list({ projectId: a });
    await list({ projectId: b, allowsPlain: false });
    expect(await codeOf(await make([a]))).toBe('answered');
    heard = [];
    expect(await codeOf(await make([a, b]))).toBe('http_not_encrypted');
    expect(await codeOf(await make([b]))).toBe('http_not_encrypted');
    expect(heard).toEqual([]);
  });

  it('stops when the destination is removed', async () => {
    await list();
    const key = await make('platform');
    expect(await codeOf(key)).toBe('answered');
    for (const id of listed.splice(0)) await removeDestination({ caller: admin, input: { id } });
    expect(await codeOf(key)).toBe('host_not_listed');
    expect(heard).toHaveLength(1);
  });

  it('is told whom to ask', async () => {
    const { steps } = await testConnection({ caller: inBoth(), input: { key: await make('platform') } });
    expect(steps[1]).toMatchObject({
      host: `127.0.0.1:${port}`,
      next: expect.stringContaining('Destinations'),
    });
  });
});

describe('a test by an admin', () => {
  const ofA = (): Caller => ({ ...admin, kind: 'api-key', id: `k-${made}`, projects: [a] });

  it('of one project is a builder’s', async () => {
    const key = await make([a]);
    expect(await codeOf(key, ofA())).toBe('host_not_listed');
    await list({ projectId: a });
    expect(await codeOf(key, ofA())).toBe('answered');
  });

  it('of the platform goes to what is reachable, and sends nothing before TLS unless the destination allows it', async () => {
    const key = await make('platform');
    expect(await codeOf(key, admin)).toBe('http_not_encrypted');
    await list({ allowsPlain: false });
    expect(await codeOf(key, admin)).toBe('http_not_encrypted');
    expect(heard).toEqual([]);
    for (const id of listed.splice(0)) await removeDestination({ caller: admin, input: { id } });
    await list();
    expect(await codeOf(key, admin)).toBe('answered');
  });
});
