import { expect, it } from 'vitest';
import { sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 4_000, signInWaitMs: 4_000 });

it('tells a sign-in that never had its turn as overload, and one that 1Password leaves unanswered as its silence', async () => {
  // The thread is up: its start is no part of anybody's wait.
  await bench.provider.check(sessionWith(bench.sandbox.mintToken().token)).catch(() => undefined);
  bench.sandbox.injectFault({ kind: 'hang', route: 'auth/start' });
  // Two at a time; one that waits for a silent server gives its place up after 0.2 s.
  const sessions = Array.from({ length: 120 }, () => sessionWith(bench.sandbox.mintToken().token));
  const codes = await Promise.all(
    sessions.map((session) =>
      bench.provider.check(session).then(
        () => 'ok',
        ({ code }: { code: string }) => code,
      ),
    ),
  );
  expect(codes[0]).toBe('provider_timeout');
  expect(codes.at(-1)).toBe('overloaded');
  expect(new Set(codes)).toEqual(new Set(['provider_timeout', 'overloaded']));
});
