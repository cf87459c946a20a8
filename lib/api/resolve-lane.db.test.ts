import { createServer, type Server } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { createConnection } from '@/lib/connections/create';
import { updateConnection } from '@/lib/connections/update';
import { systemCaller } from '@/lib/kernel/caller';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { resolveLane } from './resolve-lane';
import { origin, useTestApi } from './testing/use-api';

useTestDatabase();
const { api } = useTestApi();

let server: Server;
let token = '';
let reachedApi = 0;
let tag: string | undefined;

beforeAll(async () => {
  await createConnection({
    caller: systemCaller,
    input: { key: 'hot', name: 'Hot', app: 'custom', fields: { token: { value: 'v-1' } } },
  });
  const { key } = await createApiKey({ caller: systemCaller, input: { name: 'w' } });
  token = textOfSecret(key);
  await api().ready();
  const toApi: Parameters<typeof createServer>[1] = (request, response) => {
    reachedApi += 1;
    api().routing(request, response);
  };
  const lane = resolveLane(origin, toApi);
  server = createServer((request, response) => {
    if (!lane(request, response)) toApi(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // From here on memory knows key and connection.
  await asked(['Content-Length: 0'], '');
});
afterAll(() => server.close());

/** What is answered to these headers and these pieces of a body, each sent alone; and how many requests reached the API. */
async function asked(headers: readonly string[], ...pieces: readonly string[]) {
  reachedApi = 0;
  const { port } = server.address() as AddressInfo;
  const socket = connect({ port, host: '127.0.0.1', noDelay: true });
  let text = '';
  socket.setEncoding('utf8').on('data', (chunk: string) => {
    text += chunk;
  });
  const lines = [
    'POST /api/v1/connections/hot/resolve HTTP/1.1',
    'Host: localhost:3000',
    `Authorization: Bearer ${token}`,
    'Connection: close',
    ...headers,
  ];
  const [first = '', ...others] = pieces;
  socket.write(`${lines.join('\r\n')}\r\n\r\n${first}`);
  for (const piece of others) {
    await new Promise((resolve) => setTimeout(resolve, 20));
    socket.write(piece);
  }
  await new Promise((resolve) => socket.once('close', resolve));
  const status = Number(/^HTTP\/1\.1 (\d+)/.exec(text)?.[1]);
  tag = /^etag: (.*)\r$/im.exec(text)?.[1];
  return { status, value: /"token":"([^"]*)"/.exec(text)?.[1], reachedApi };
}

const json = 'Content-Type: application/json';
const chunked = 'Transfer-Encoding: chunked';
const answered = { status: 200, value: 'v-1' };

describe('the lane of resolve', () => {
  it.each([
    ['no body', [], ['']],
    ['a length of nothing', ['Content-Length: 0', json], ['']],
    ['an empty object', ['Content-Length: 2', json], ['{}']],
    ['an empty object with a charset', ['Content-Length: 2', `${json}; charset=utf-8`], ['{}']],
    ['an empty object after its headers', ['Content-Length: 2', json], ['', '{}']],
    ['chunks of nothing', [chunked, json], ['0\r\n\r\n']],
    ['chunks of nothing after their headers', [chunked], ['', '0\r\n\r\n']],
    ['an empty object in a chunk', [chunked, json], ['2\r\n{}\r\n0\r\n\r\n']],
  ])('answers a request with %s', async (_what, headers, pieces) => {
    expect(await asked(headers, ...pieces)).toEqual({ ...answered, reachedApi: 0 });
  });

  // Where the machine is busy both pieces are there at once, and the lane may take them.
  it.each([
    ['two pieces', ['Content-Length: 2', json], ['{', '}']],
    ['chunks', [chunked, json], ['1\r\n{\r\n', '1\r\n}\r\n', '0\r\n\r\n']],
  ])('answers an empty object in %s, with all of its body', async (_what, headers, pieces) => {
    expect(await asked(headers, ...pieces)).toMatchObject(answered);
  });

  it.each([
    ['a longer empty object', ['Content-Length: 3', json], ['{ }'], answered],
    ['a list', ['Content-Length: 2', json], ['[]'], { status: 422 }],
    ['no JSON', ['Content-Length: 2', json], ['{{'], { status: 422 }],
    ['another type', ['Content-Length: 2', 'Content-Type: text/plain'], ['{}'], { status: 422 }],
    [
      'another type in a chunk',
      [chunked, 'Content-Type: text/plain'],
      ['2\r\n{}\r\n0\r\n\r\n'],
      { status: 422 },
    ],
    ['a name that nothing has', ['Content-Length: 9', json], ['{"a":"b"}'], { status: 422 }],
  ])('leaves a request with %s to the API, with all of its body', async (_what, headers, pieces, answer) => {
    expect(await asked(headers, ...pieces)).toEqual({ value: undefined, ...answer, reachedApi: 1 });
  });

  it('leaves one of an unknown key to the API, body and all', async () => {
    const mine = token;
    token = `lk_${'x'.repeat(40)}`;
    const outcomes = [
      await asked(['Content-Length: 2', json], '{}'),
      await asked([chunked], '0\r\n\r\n'),
      await asked([]),
    ];
    token = mine;
    expect(outcomes).toEqual(Array(3).fill({ status: 401, value: undefined, reachedApi: 1 }));
  });

  it('spares who has the answer the values, on both ways, until something that it is made of changes', async () => {
    const ways = [
      { headers: [], pieces: [''], reachedApi: 0 },
      { headers: ['Content-Length: 3', json], pieces: ['{ }'], reachedApi: 1 },
    ];
    for (const { headers, pieces, ...reached } of ways) {
      expect(await asked(headers, ...pieces)).toEqual({ ...answered, ...reached });
      const known = tag ?? '';
      expect(known).toMatch(/^"1-[\w-]{22}"$/);
      const condition = [`If-None-Match: "other", W/${known}`, ...headers];
      expect(await asked(condition, ...pieces)).toEqual({ status: 304, value: undefined, ...reached });
      expect(tag).toBe(known);
      expect(await asked(['If-None-Match: "1-other"', ...headers], ...pieces)).toMatchObject(answered);
    }
    const before = tag ?? '';
    const fields = { token: { value: 'v-2' } };
    await updateConnection({ caller: systemCaller, input: { key: 'hot', patch: { fields } } });
    for (const { headers, pieces } of ways)
      expect(await asked([`If-None-Match: ${before}`, ...headers], ...pieces)).toMatchObject({
        status: 200,
        value: 'v-2',
      });
    expect(tag).not.toBe(before);
  });
});
