import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ProviderSession } from '@/lib/providers/contract';
import { brief } from '@/lib/providers/onepassword/testing/test-provider';
import { parseLocator } from '@/lib/providers/references';
import { useConnectBench } from './testing/connect-bench';

type Fault = Parameters<(typeof bench)['connect']['injectFault']>[0];

const bench = useConnectBench({ answerLimitBytes: 200_000 });
// For what never answers.
const hasty = useConnectBench({ timeoutMs: 400 });
let session: ProviderSession;
let ids: { vault: string; healthy: string; other: string };

beforeAll(() => {
  const { sandbox } = bench;
  const vault = sandbox.createVault({ name: 'Production' }).id;
  const healthy = sandbox.createItem({
    vault,
    title: 'Stripe',
    username: 'live',
    password: 'sk_live_canary',
  }).id;
  const other = sandbox.createItem({ vault, title: 'Other', username: 'x', password: 'other_canary' }).id;
  ids = { vault, healthy, other };
  session = bench.session([vault]);
});
beforeEach(() => bench.connect.clearFaults());

const byId = () => `op://${ids.vault}/${ids.healthy}/password`;
const read = async (text: string) => (await bench.provider.resolve(session, [parseLocator(text)]))[0];

describe.each<[string, Fault, string]>([
  ['a refused token', { kind: 'status', status: 401 }, 'provider_denied'],
  ['a limit', { kind: 'status', status: 429, headers: { 'Retry-After': '7' } }, 'provider_rate_limited'],
  ['a time-out of the server', { kind: 'status', status: 408 }, 'provider_timeout'],
  ['an error', { kind: 'status', status: 500 }, 'provider_unavailable'],
  ['a bad gateway', { kind: 'status', status: 502 }, 'provider_unavailable'],
  ['a redirect', { kind: 'redirect', location: 'http://127.0.0.1:9/' }, 'provider_unavailable'],
  ['a reset', { kind: 'reset' }, 'provider_unavailable'],
  ['a reset in the body', { kind: 'resetInBody' }, 'provider_unavailable'],
  ['a body cut off', { kind: 'truncated' }, 'provider_unavailable'],
  ['no JSON', { kind: 'malformed', form: 'notJson' }, 'provider_unavailable'],
  ['nothing', { kind: 'malformed', form: 'empty' }, 'provider_unavailable'],
  ['no UTF-8', { kind: 'malformed', form: 'notUtf8' }, 'provider_unavailable'],
])('%s at every route', (_what, fault, code) => {
  it(`is ${code} of a reference by names, and of one by ids, and passes`, async () => {
    bench.connect.injectFault(fault);
    const [named, byIds] = [await read('op://Production/Stripe/password'), await read(byId())];
    expect([brief(named), brief(byIds)]).toEqual([code, code]);
    if (code === 'provider_rate_limited') expect(named).toMatchObject({ retryAfterMs: 7_000 });
    expect(named).toMatchObject({ isCertain: code === 'provider_denied' });
    bench.connect.clearFaults();
    expect(brief(await read(byId()))).toBe('= sk_live_canary');
  });

  it('tells nothing of the answer', async () => {
    bench.connect.injectFault(fault);
    const answer = await read(byId());
    expect(JSON.stringify(answer)).not.toContain('canary');
    expect(JSON.stringify(answer)).not.toContain(bench.connect.address);
  });
});

it.each<[string, Fault]>([
  ['silence', { kind: 'hang' }],
  ['silence in the body', { kind: 'hang', inBody: true }],
])('%s is a time-out within the deadline', async (_what, fault) => {
  const vault = hasty.sandbox.createVault({ name: 'Slow' }).id;
  const item = hasty.sandbox.createItem({ vault, title: 'Slow', password: 'x' }).id;
  hasty.connect.injectFault(fault);
  const references = [`op://${vault}/${item}/password`, 'op://Slow/Slow/password'].map(parseLocator);
  const answers = await hasty.provider.resolve(hasty.session([vault]), references);
  expect(answers.map(brief)).toEqual(['provider_timeout', 'provider_timeout']);
  hasty.connect.clearFaults();
});

describe('one item’s trouble is its own', () => {
  it.each<[string, Fault]>([
    ['an error', { kind: 'status', status: 500, times: 1 }],
    ['no JSON', { kind: 'malformed', form: 'notJson', times: 1 }],
    ['a body cut off', { kind: 'truncated', times: 1 }],
  ])(
    '%s for one item is unreadable, not certain, while the server answers otherwise',
    async (_what, fault) => {
      bench.connect.injectFault({ ...fault, route: '/v1/vaults/:vault/items/:item' });
      expect(await read(byId())).toMatchObject({ ok: false, code: 'secret_unreadable', isCertain: false });
    },
  );

  it('an item that the server cannot give spoils no other of the same call', async () => {
    bench.sandbox.setRawContent({ vault: ids.vault, item: ids.other, details: { text: '{"cut \ud83d"' } });
    const answers = await bench.provider.resolve(
      session,
      [byId(), `op://${ids.vault}/${ids.other}/password`, 'op://Production/Stripe/username'].map(
        parseLocator,
      ),
    );
    expect(answers.map(brief)).toEqual(['= sk_live_canary', 'secret_unreadable', '= live']);
    bench.sandbox.setRawContent({ vault: ids.vault, item: ids.other, details: { text: '{}' } });
  });

  it('an answer larger than is read is unreadable', async () => {
    bench.connect.injectFault({
      kind: 'oversize',
      sizeBytes: 300_000,
      route: '/v1/vaults/:vault/items/:item',
    });
    expect(brief(await read(byId()))).toBe('secret_unreadable');
  });
});

it('never follows where the server leads, and takes no token there', async () => {
  let reached = 0;
  const elsewhere = createServer((_request, response) => {
    reached += 1;
    response.end('[]');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  bench.connect.injectFault({ kind: 'redirect', location: `http://127.0.0.1:${port}/v1/vaults` });
  expect(brief(await read('op://Production/Stripe/password'))).toBe('provider_unavailable');
  expect(brief(await read(byId()))).toBe('provider_unavailable');
  expect(reached).toBe(0);
  elsewhere.close();
});

it('a vault that the token may not see is forbidden by id, and unknown by name', async () => {
  const hidden = bench.sandbox.createVault({ name: 'Hidden' }).id;
  const item = bench.sandbox.createItem({ vault: hidden, title: 'Unseen', password: 'unseen' }).id;
  expect(await read(`op://${hidden}/${item}/password`)).toMatchObject({
    code: 'secret_forbidden',
    isCertain: true,
  });
  expect(await read('op://Hidden/Unseen/password')).toMatchObject({
    code: 'secret_not_found',
    isCertain: true,
  });
});

it('asks each item once, and each list once, however many references there are', async () => {
  const references = ['username', 'password', 'notesPlain', 'nothing'].flatMap((field) =>
    ['Stripe', 'Other'].map((item) => parseLocator(`op://Production/${item}/${field}`)),
  );
  bench.connect.clearLog();
  await bench.provider.resolve(session, references);
  expect(
    bench.connect
      .requests()
      .map(({ route }) => route)
      .sort(),
  ).toEqual([
    '/v1/vaults',
    '/v1/vaults/:vault/items',
    '/v1/vaults/:vault/items/:item',
    '/v1/vaults/:vault/items/:item',
  ]);
});
