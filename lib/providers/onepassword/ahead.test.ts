import { beforeEach, expect, it } from 'vitest';
import type { ProviderSession } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 60_000 });
const reference = parseLocator('op://V/I/password');

beforeEach(() => {
  if (!bench.sandbox.summary().vaults.some(({ name }) => name === 'V')) {
    const vault = bench.sandbox.createVault({ name: 'V' }).id;
    bench.sandbox.createItem({ vault, title: 'I', password: 'canary' });
  }
  bench.sandbox.clearLog();
});

/** Accounts by name, and whose sign-ins began, in their order. */
function accounts<Name extends string>(...names: Name[]) {
  const tokens = names.map((name) => ({ ...bench.sandbox.mintToken(), name }));
  const entries = tokens.map(({ name, token }) => [name, sessionWith(token)] as const);
  return {
    sessions: Object.fromEntries(entries) as Record<Name, ProviderSession>,
    begun: () =>
      bench.sandbox
        .requests()
        .filter(({ route }) => route === 'auth/start')
        .map(
          ({ serviceAccountId }) => tokens.find((each) => each.serviceAccountId === serviceAccountId)?.name,
        ),
  };
}

it('spares the first read its sign-in, and costs the requests of that alone', async () => {
  const { sessions, begun } = accounts('one');
  const provider = bench.newProvider();
  expect(await provider.signInAhead?.(sessions.one)).toBe(true);
  expect(bench.sandbox.counts()).toEqual({
    'auth/start': 1,
    auth: 1,
    'auth/confirm-key': 1,
    'auth/complete': 1,
  });
  expect(await provider.signInAhead?.(sessions.one)).toBe(false);
  expect((await provider.resolve(sessions.one, [reference])).map(brief)).toEqual(['= canary']);
  expect(begun()).toEqual(['one']);
});

it('lets callers go first, and hands them a sign-in that waits', async () => {
  const { sessions, begun } = accounts('first', 'second', 'wanted', 'caller');
  const provider = bench.newProvider();
  await provider.check(sessionWith(bench.sandbox.mintToken().token));
  bench.sandbox.clearLog();
  // Long enough for all to have come before it is over, and short enough for its turn to last.
  bench.sandbox.setLatency(100);
  const ahead = (['first', 'second', 'wanted'] as const).map((name) =>
    provider.signInAhead?.(sessions[name]),
  );
  await expect.poll(begun, { interval: 5 }).toEqual(['first']);
  const read = (name: 'wanted' | 'caller') => provider.resolve(sessions[name], [reference]);
  const answers = await Promise.all([read('caller'), read('wanted')]);
  bench.sandbox.setLatency(0);
  expect(answers.flat().map(brief)).toEqual(['= canary', '= canary']);
  await Promise.all(ahead);
  expect(begun()).toEqual(['first', 'caller', 'wanted', 'second']);
});

it('signs nobody out to make room', async () => {
  const { sessions, begun } = accounts('kept', 'extra');
  const provider = bench.newProvider({ maxClients: 1 });
  await provider.resolve(sessions.kept, [reference]);
  expect(await provider.signInAhead?.(sessions.extra)).toBe(false);
  await provider.resolve(sessions.kept, [reference]);
  expect(begun()).toEqual(['kept']);
});

it('says what the account says, and a later call tries again', async () => {
  const { sessions, begun } = accounts('refused');
  const provider = bench.newProvider();
  bench.sandbox.injectFault({ route: 'auth/start', kind: 'status', status: 401, times: 1 });
  await expect(provider.signInAhead?.(sessions.refused)).rejects.toMatchObject({ code: 'provider_denied' });
  expect((await provider.resolve(sessions.refused, [reference])).map(brief)).toEqual(['= canary']);
  expect(begun().length).toBeGreaterThan(0);
});
