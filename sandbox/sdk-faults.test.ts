import { type Client, RateLimitExceededError } from '@1password/sdk';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from './faults';
import type { MintedToken, Sandbox } from './handle';
import { startSandbox } from './sandbox';
import { messageOf, signIn } from './testing/sign-in';

type Row = [Fault, { signIn: string; read: string }];

const noPermission = 'you do not have the right permissions to perform this action';
const noAnswer = 'reqwest library: error sending request';
const brokenBody = 'Unexpected error when retrieving response contents';
const notSealed = 'when decrypting request body: Aes(Jweb(BadEncoding(';
const notJson = 'when deserializing HTTP responses';

/** What the real SDK says, at `createClient` and at `items.get`. */
const rows: Row[] = [
  [
    { kind: 'status', status: 400 },
    { signIn: 'bad request', read: 'bad request' },
  ],
  [
    { kind: 'status', status: 401 },
    { signIn: 'you are not authenticated', read: 'bad credentials, please retry' },
  ],
  [
    { kind: 'status', status: 403 },
    { signIn: "you don't have the right permissions", read: noPermission },
  ],
  [
    { kind: 'status', status: 404 },
    { signIn: 'resource not found', read: "item couldn't be found" },
  ],
  [
    { kind: 'status', status: 408 },
    { signIn: 'request timeout', read: 'request timeout' },
  ],
  [
    { kind: 'status', status: 409 },
    { signIn: 'a conflict occurred', read: 'data conflict occurred' },
  ],
  [
    { kind: 'status', status: 429 },
    { signIn: 'rate limit exceeded', read: 'rate limit exceeded' },
  ],
  [
    { kind: 'status', status: 500 },
    { signIn: 'internal server error', read: 'internal server error' },
  ],
  [
    { kind: 'status', status: 503 },
    { signIn: '503 Service Unavailable', read: '503 Service Unavailable' },
  ],
  [{ kind: 'reset' }, { signIn: noAnswer, read: noAnswer }],
  [{ kind: 'resetInBody' }, { signIn: brokenBody, read: brokenBody }],
  [{ kind: 'truncated' }, { signIn: 'EOF while parsing', read: notSealed }],
  [
    { kind: 'malformed', form: 'notJson' },
    { signIn: notJson, read: notSealed },
  ],
  [
    { kind: 'malformed', form: 'empty' },
    { signIn: 'EOF while parsing', read: notSealed },
  ],
  [
    { kind: 'malformed', form: 'wrongShape' },
    { signIn: 'invalid user auth parameters', read: notJson },
  ],
  [
    { kind: 'malformed', form: 'wrongEncoding' },
    { signIn: brokenBody, read: brokenBody },
  ],
  [
    { kind: 'oversize', sizeBytes: 3_000_000 },
    { signIn: 'EOF while parsing', read: notSealed },
  ],
];

describe('faults, as the real SDK tells them', () => {
  let sandbox: Sandbox;
  let client: Client;
  let minted: MintedToken;
  let vault: string;
  let item: string;
  let other: string;

  beforeAll(async () => {
    sandbox = await startSandbox();
    vault = sandbox.createVault({ name: 'Production' }).id;
    item = sandbox.createItem({ vault, title: 'Stripe', fields: [{ label: 'key', value: 'one' }] }).id;
    other = sandbox.createItem({ vault, title: 'Other', fields: [{ label: 'key', value: 'two' }] }).id;
    minted = sandbox.mintToken();
    client = await signIn(minted.token);
  });
  afterAll(() => sandbox.close());
  afterEach(() => {
    sandbox.clearFaults();
    sandbox.clearLog();
  });

  it.each(rows)('%j', async (fault, told) => {
    sandbox.injectFault({ ...fault, route: 'auth/start', times: 1 });
    expect(await messageOf(signIn(minted.token))).toContain(told.signIn);
    // A 401 is answered by signing in again and repeating the request once.
    const times = fault.kind === 'status' && fault.status === 401 ? 2 : 1;
    sandbox.injectFault({ ...fault, route: 'item', times });
    expect(await messageOf(client.items.get(vault, item))).toContain(told.read);
    expect((await client.items.get(vault, item)).id).toBe(item);
  });

  it.each(['data', 'iv', 'kid', 'cty'] as const)(
    'an answer whose %s was tampered with does not open',
    async (part) => {
      sandbox.injectFault({ kind: 'tampered', part, times: 1 });
      const isOpaque = part === 'data' || part === 'iv';
      expect(await messageOf(client.vaults.list())).toContain(
        isOpaque ? 'Aes(GcmFailedToDecrypt)' : 'SymmetricKeyBadFields',
      );
      expect(await client.vaults.list()).toHaveLength(1);
    },
  );

  it('a rate limit is an error of its own, with the headers on the wire', async () => {
    sandbox.injectFault({
      kind: 'status',
      status: 429,
      headers: { 'Retry-After': '7' },
      route: 'vaults',
      times: 2,
    });
    await expect(client.vaults.list()).rejects.toBeInstanceOf(RateLimitExceededError);
    const answer = await fetch(`${sandbox.address}/api/v1/vaults?attrs=combined-access`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  });

  it('names blame the list of vaults, ids hide the cause', async () => {
    const limited = { kind: 'status', status: 429 } as const;
    sandbox.injectFault({ ...limited, route: 'vaults', times: 1 });
    expect(await messageOf(client.secrets.resolve('op://Production/Stripe/key'))).toBe(
      'error resolving secret reference: performing a vault operation: rate limit exceeded',
    );
    sandbox.injectFault({ ...limited, route: 'item', times: 1 });
    expect(await messageOf(client.secrets.resolve(`op://${vault}/${item}/key`))).toContain(
      'no vault matched',
    );
  });

  it('a redirect sends the client elsewhere', async () => {
    const elsewhere = await startSandbox();
    sandbox.injectFault({
      kind: 'redirect',
      location: `${elsewhere.address}/api/v1/vaults`,
      route: 'vaults',
      times: 1,
    });
    await client.vaults.list();
    expect(elsewhere.requests()).toMatchObject([{ method: 'GET', route: 'vaults', status: 401 }]);
    await elsewhere.close();
  });

  it('a slow answer is waited for, at the start and in the body', async () => {
    sandbox.injectFault({ kind: 'slow', delayMs: 50, chunkMs: 1, chunkBytes: 200, route: 'item', times: 1 });
    expect((await client.items.get(vault, item)).id).toBe(item);
    sandbox.setLatency(20);
    expect((await client.items.get(vault, item)).id).toBe(item);
    sandbox.setLatency(0);
  });

  it('a reordered batch hands out the wrong secret, and a short one fails the whole call', async () => {
    const references = [`op://${vault}/${item}/key`, `op://${vault}/${other}/key`];
    sandbox.injectFault({ kind: 'reorderedBatch', route: 'items/batch', times: 1 });
    const swapped = await client.secrets.resolveAll(references);
    expect(swapped.individualResponses[references[0] ?? '']?.content).toMatchObject({
      secret: 'two',
      itemId: other,
    });
    sandbox.injectFault({ kind: 'shortBatch', route: 'items/batch', times: 1 });
    expect(await messageOf(client.secrets.resolveAll(references))).toContain('something went wrong');
  });

  it('another item in the answer is accepted as if it had been asked for', async () => {
    sandbox.injectFault({ kind: 'wrongItem', item: other, route: 'item', times: 1 });
    expect((await client.items.get(vault, item)).id).toBe(other);
    sandbox.injectFault({ kind: 'wrongItem', item: other, route: 'items/batch', times: 1 });
    const [first] = (await client.items.getAll(vault, [item])).individualResponses;
    expect(first?.content?.id).toBe(other);
  });

  it('a server that cannot prove itself gets nothing more', async () => {
    sandbox.injectFault({ kind: 'wrongServerProof', route: 'auth/confirm-key', times: 1 });
    expect(await messageOf(signIn(minted.token))).toContain('Server hash was invalid, shared key mismatch');
    expect(sandbox.counts()['auth/complete']).toBeUndefined();
  });

  it('meet only the account, the requests and the number of times that were told', async () => {
    const another = sandbox.mintToken();
    const neighbour = await signIn(another.token);
    const { serviceAccountId } = minted;
    sandbox.injectFault({ kind: 'status', status: 503, serviceAccountId, skip: 1, times: 2 });
    sandbox.injectFault({ kind: 'status', status: 500, when: ({ path }) => path.endsWith(other) });
    const read = async (reader: Client, id: string) => (await reader.items.get(vault, id)).id;
    expect(await read(neighbour, item)).toBe(item);
    expect(await read(client, item)).toBe(item);
    expect(await messageOf(read(client, item))).toContain('503');
    expect(await messageOf(read(client, item))).toContain('503');
    expect(await read(client, item)).toBe(item);
    expect(await messageOf(read(neighbour, other))).toContain('internal server error');
    expect(sandbox.counts(serviceAccountId)).toEqual({ item: 4 });
    expect(sandbox.requests().filter((request) => request.fault === 'status')).toHaveLength(3);
  });

  it('can be taken back one by one', async () => {
    const first = sandbox.injectFault({ kind: 'status', status: 500, route: 'item' });
    sandbox.injectFault({ kind: 'status', status: 503, route: 'vaults' });
    first.remove();
    expect((await client.items.get(vault, item)).id).toBe(item);
    expect(await messageOf(client.vaults.list())).toContain('503');
  });

  it.each([{}, { inBody: true }] as const)(
    'a hanging answer lasts until the sandbox closes: %j',
    async (how) => {
      const brief = await startSandbox();
      const { token } = brief.mintToken({ vaults: [] });
      brief.injectFault({ kind: 'hang', ...how, route: 'auth/start' });
      const hanging = signIn(token).then(
        () => 'signed in',
        () => 'failed',
      );
      const pause = new Promise((resolve) => setTimeout(resolve, 300, 'hangs'));
      expect(await Promise.race([hanging, pause])).toBe('hangs');
      expect(brief.requests()).toMatchObject([{ fault: 'hang', status: 'inBody' in how ? 200 : 0 }]);
      await brief.close();
      expect(await hanging).toBe('failed');
    },
  );
});
