import { randomUUID } from 'node:crypto';
import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { manualClock } from '@/lib/kernel/clock';
import type { Locator } from '@/lib/kernel/locator';
import type { Provider, ProviderSession } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';
import type { ThreadEnd } from './sdk-thread';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 60_000 });
vi.setConfig({ testTimeout: 120_000 });
const troublesome = new URL('./testing/troublesome-worker.mjs', import.meta.url);
const watchdog = { everyMs: 100, patienceMs: 4_000 };

let reference: Locator;

beforeAll(() => {
  const vault = bench.sandbox.createVault({ name: 'Production' }).id;
  const item = bench.sandbox.createItem({ vault, title: 'Stripe', password: 'canary' }).id;
  reference = parseLocator(`op://${vault}/${item}/password`);
});

beforeEach(() => bench.sandbox.clearFaults());

function newSession(managerId?: string): ProviderSession & { serviceAccountId: string } {
  const { token, serviceAccountId } = bench.sandbox.mintToken();
  return { ...sessionWith(token, managerId), serviceAccountId };
}

async function read(provider: Provider, session: ProviderSession): Promise<string> {
  const [answer] = await provider.resolve(session, [reference]);
  return brief(answer);
}

function withEnds(settings: Parameters<typeof bench.newProvider>[0] = {}) {
  const ends: ThreadEnd[] = [];
  const provider = bench.newProvider({ onWorkerEnd: (end) => void ends.push(end), ...settings });
  return { provider, ends };
}

describe('a manager whose answers make the SDK panic', () => {
  it('gets provider_unavailable, and its next call works once the answers are right', async () => {
    const { provider, ends } = withEnds();
    const session = newSession();
    bench.sandbox.injectFault({
      kind: 'panickingKeysets',
      form: 'empty',
      route: 'account/keysets',
      times: 1,
    });
    expect(await read(provider, session)).toBe('provider_unavailable');
    expect(ends).toMatchObject([{ reason: 'crashed', wasReady: true }]);
    expect(await read(provider, session)).toBe('= canary');
  });

  it.each(['noPrimary', 'twoPrimaries'] as const)(
    'fails alone, while others are answered: %s',
    async (form) => {
      const { provider, ends } = withEnds();
      const others = [newSession(), newSession()];
      await Promise.all(others.map((each) => read(provider, each)));
      const culprit = newSession();
      bench.sandbox.injectFault({
        kind: 'panickingKeysets',
        form,
        serviceAccountId: culprit.serviceAccountId,
      });
      // The others have calls under way at every moment of the culprit's sign-in.
      let isOver = false;
      const busy = others.map(async (each) => {
        const answers = new Set<string>();
        while (!isOver) answers.add(await read(provider, each));
        return [...answers];
      });
      expect(await read(provider, culprit)).toBe('provider_unavailable');
      isOver = true;
      expect(await Promise.all(busy)).toEqual(others.map(() => ['= canary']));
      expect(ends.length).toBeGreaterThan(0);
    },
  );

  it('is refused for a while when it goes on, without starting workers, and costs nobody else anything', async () => {
    const clock = manualClock();
    const { provider, ends } = withEnds({ clock });
    const culprit = newSession();
    const other = newSession();
    bench.sandbox.injectFault({
      kind: 'panickingKeysets',
      form: 'empty',
      serviceAccountId: culprit.serviceAccountId,
    });
    expect([await read(provider, culprit), await read(provider, culprit)]).toEqual([
      'provider_unavailable',
      'provider_unavailable',
    ]);
    const endsBefore = ends.length;
    const [held] = await provider.resolve(culprit, [reference]);
    expect(held).toMatchObject({ code: 'provider_unavailable', isCertain: false, retryAfterMs: 1_000 });
    expect(ends.length).toBe(endsBefore);
    expect(await read(provider, other)).toBe('= canary');
    bench.sandbox.clearFaults();
    clock.advance(1_000);
    expect(await read(provider, culprit)).toBe('= canary');
  });
});

describe.each([
  ['blocks', 'unresponsive'],
  ['exits', 'crashed'],
  ['blocks unsuspected', 'unresponsive'],
] as const)('a worker that a manager %s', (deed, reason) => {
  it('is replaced: that manager gets provider_unavailable, the others their values', async () => {
    const { provider, ends } = withEnds({ workerUrl: troublesome, watchdog });
    const others = [newSession(), newSession()];
    await Promise.all(others.map((each) => read(provider, each)));
    const culprit = newSession(`${randomUUID()}`);
    const pending = others.map((each) => provider.check(each).then(({ vaults }) => vaults.length));
    const failed = read(provider, { ...culprit, managerId: `${deed.replace(' ', ` ${randomUUID()} `)}` });
    expect(await failed).toBe('provider_unavailable');
    expect(await Promise.all(pending)).toEqual([expect.any(Number), expect.any(Number)]);
    expect(ends.map((end) => end.reason)).toEqual(ends.map(() => reason));
    expect(ends.length).toBeGreaterThan(0);
    expect(await Promise.all(others.map((each) => read(provider, each)))).toEqual(['= canary', '= canary']);
  });
});

describe('the host', () => {
  it('answers provider_timeout by itself when a living worker does not', async () => {
    const mute = new URL('./testing/mute-worker.mjs', import.meta.url);
    const provider = bench.newProvider({ workerUrl: mute, timeoutMs: 300 });
    await expect(provider.check(newSession())).rejects.toMatchObject({ code: 'provider_timeout' });
  });

  it('answers internal, not for ever, when the worker cannot be started', async () => {
    const provider = bench.newProvider({
      workerUrl: new URL('./testing/no-such-worker.mjs', import.meta.url),
    });
    const error = { code: 'internal', inside: expect.stringContaining('no-such-worker') };
    await expect(provider.check(newSession())).rejects.toMatchObject(error);
    await expect(read(provider, newSession())).rejects.toMatchObject(error);
  });

  it('fails what is under way when everything is closed, and starts anew at the next call', async () => {
    const provider = bench.newProvider();
    const session = newSession();
    await read(provider, session);
    bench.sandbox.injectFault({ kind: 'hang', route: 'items/batch' });
    const pending = read(provider, session);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await provider.close('all');
    expect(await pending).toBe('provider_unavailable');
    bench.sandbox.clearFaults();
    expect(await read(provider, session)).toBe('= canary');
  });

  it('breaks off a manager’s calls, and nobody else’s, when it is closed', async () => {
    const provider = bench.newProvider();
    const [closed, kept] = [newSession(), newSession()];
    await Promise.all([read(provider, closed), read(provider, kept)]);
    bench.sandbox.injectFault({
      kind: 'hang',
      route: 'items/batch',
      serviceAccountId: closed.serviceAccountId,
    });
    const pending = read(provider, closed);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await provider.close(closed.managerId);
    expect(await pending).toBe('provider_unavailable');
    expect(await read(provider, kept)).toBe('= canary');
  });
});

describe('requests of several managers at one address', () => {
  it('are told apart, also when two managers hold the same token', async () => {
    const provider = bench.newProvider();
    const [one, two] = [newSession(), newSession()];
    const twin = { ...sessionWith(''), credential: two.credential };
    bench.wire.length = 0;
    bench.sandbox.clearLog();
    bench.sandbox.expireSessions();
    const answers = await Promise.all([one, two, twin, one, two].map((each) => read(provider, each)));
    expect(answers).toEqual(answers.map(() => '= canary'));
    const countOf = (managerId: string) => bench.wire.filter((event) => event.managerId === managerId).length;
    const sentBy = (serviceAccountId: string) => {
      return bench.sandbox.requests().filter((request) => request.serviceAccountId === serviceAccountId)
        .length;
    };
    expect(countOf(one.managerId)).toBe(sentBy(one.serviceAccountId));
    expect(countOf(two.managerId) + countOf(twin.managerId)).toBe(sentBy(two.serviceAccountId));
    expect(countOf(twin.managerId)).toBeGreaterThan(5);
  });

  it('fail each for itself: one rate limited, one silent, one well', async () => {
    const provider = bench.newProvider({ timeoutMs: 12_000 });
    const [limited, silent, well] = [newSession(), newSession(), newSession()];
    await Promise.all([limited, silent, well].map((each) => read(provider, each)));
    const { sandbox } = bench;
    sandbox.injectFault({ kind: 'status', status: 429, serviceAccountId: limited.serviceAccountId });
    sandbox.injectFault({ kind: 'hang', serviceAccountId: silent.serviceAccountId });
    const answers = await Promise.all([limited, silent, well].map((each) => read(provider, each)));
    expect(answers).toEqual(['provider_rate_limited', 'provider_timeout', '= canary']);
  });
});
