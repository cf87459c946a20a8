import { describe, expect, it } from 'vitest';
import { parseLocator } from '@/lib/providers/references';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 20_000 });

describe('a silent 1Password', () => {
  it.each([
    ['before the answer', { kind: 'hang' }],
    ['in the body', { kind: 'hang', inBody: true }],
  ] as const)('%s is answered provider_timeout within the deadline', async (_, fault) => {
    const vault = bench.sandbox.createVault({ name: 'Silent' }).id;
    const item = bench.sandbox.createItem({ vault, title: 'S', password: 'p' }).id;
    const session = sessionWith(bench.sandbox.mintToken({ vaults: [vault] }).token);
    const provider = bench.newProvider({ timeoutMs: 8_000 });
    const reference = parseLocator(`op://${vault}/${item}/password`);
    await provider.resolve(session, [reference]);
    const injected = bench.sandbox.injectFault({ ...fault, when: ({ path }) => path.includes(vault) });
    const [answer] = await provider.resolve(session, [reference]);
    injected.remove();
    expect(answer).toMatchObject({ code: 'provider_timeout', isCertain: false });
    const [again] = await provider.resolve(session, [reference]);
    expect(brief(again)).toBe('= p');
  });

  it('while signing in fails the check with provider_timeout', async () => {
    const provider = bench.newProvider({ timeoutMs: 1_000 });
    const injected = bench.sandbox.injectFault({ kind: 'hang', route: 'auth/start' });
    const session = sessionWith(bench.sandbox.mintToken().token);
    await expect(provider.check(session)).rejects.toMatchObject({ code: 'provider_timeout' });
    injected.remove();
  });

  it('about one vault holds up the answers from no other', async () => {
    const vaults = ['Silent', 'Well'].map((name) => bench.sandbox.createVault({ name }).id);
    const references = vaults.map((vault) => {
      const item = bench.sandbox.createItem({ vault, title: 'S', password: `p of ${vault}` }).id;
      return parseLocator(`op://${vault}/${item}/password`);
    });
    const session = sessionWith(bench.sandbox.mintToken({ vaults }).token);
    const provider = bench.newProvider({ timeoutMs: 16_000 });
    await provider.resolve(session, references);
    const injected = bench.sandbox.injectFault({
      kind: 'hang',
      when: ({ path }) => path.includes(vaults[0] ?? ''),
    });
    const answers = await provider.resolve(session, references);
    injected.remove();
    expect(answers.map(brief)).toEqual(['provider_timeout', `= p of ${vaults[1]}`]);
  });

  it('about the vaults’ titles alone costs no answer', async () => {
    const vault = bench.sandbox.createVault({ name: 'Titled' }).id;
    const item = bench.sandbox.createItem({ vault, title: 'S', password: 'p' }).id;
    const session = sessionWith(bench.sandbox.mintToken({ vaults: [vault] }).token);
    const injected = bench.sandbox.injectFault({ kind: 'hang', route: 'vaults' });
    const provider = bench.newProvider({ timeoutMs: 16_000 });
    const [answer] = await provider.resolve(session, [parseLocator(`op://${vault}/${item}/password`)]);
    injected.remove();
    expect(brief(answer)).toBe('= p');
    expect(answer).toMatchObject({ found: { names: { vault } } });
  });
});
