import { expect, it } from 'vitest';
import { parseLocator } from '@/lib/providers/references';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 60_000 });
const accounts = 30;

it('answers the first call of each of many accounts at once, however long their sign-ins take together', async () => {
  const vault = bench.sandbox.createVault({ name: 'V' }).id;
  bench.sandbox.createItem({ vault, title: 'I', password: 'canary' });
  const reference = parseLocator('op://V/I/password');
  const newSession = () => sessionWith(bench.sandbox.mintToken().token);
  await bench.provider.check(newSession());
  const beganAtMs = performance.now();
  await bench.provider.check(newSession());
  // What one takes on this machine: fifteen times that is enough for each, and not for all of them.
  const timeoutMs = 15 * (performance.now() - beganAtMs);
  const provider = bench.newProvider({ timeoutMs, signInWaitMs: 10 * timeoutMs });
  await provider.check(newSession());
  const answers = await Promise.all(
    Array.from({ length: accounts }, () => provider.resolve(newSession(), [reference])),
  );
  expect(new Set(answers.map(([answer]) => brief(answer)))).toEqual(new Set(['= canary']));
}, 240_000);
