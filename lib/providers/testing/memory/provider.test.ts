import { describe, expect, it } from 'vitest';
import { SecretValue } from '@/lib/kernel/secret-value';
import type { ProviderSession } from '@/lib/providers/contract';
import { anyOf, patternSchema, patternSet } from '@/lib/providers/patterns';
import { describeProvider } from '@/lib/providers/testing/provider-suite';
import { memoryGrammar } from './grammar';
import { addMemoryKind } from './kind';
import { createMemoryProvider } from './provider';
import { MemoryStore } from './store';

addMemoryKind();

const store = new MemoryStore();
store.put('Production/apps/billing/stripe', { key: 'sk_live_canary', empty: '' });
store.put('Production/top', { key: 'value at the top' });
store.put('Not granted/apps/billing/stripe', { key: 'value of others' });
const token = store.mint('Production');
const provider = createMemoryProvider(store, { clock: { now: () => 0 }, signInHosts: [], onWire: () => {} });

let sessions = 0;
function sessionWith(credential: string): ProviderSession {
  sessions += 1;
  return { managerId: `m${sessions}`, revision: 1, credential: new SecretValue(credential) };
}

describeProvider('Secrets in memory', () => ({
  provider,
  signInAddress: 'memory://',
  listsContainers: false,
  session: () => sessionWith(token),
  revokedSession: () => sessionWith('memory-revoked'),
  refusedSession: () => sessionWith(`${token}@http://127.0.0.1:9`),
  signsIn: false,
  requestCount: () => store.requests.length,
  goDown: () => {
    store.isDown = true;
    return () => {
      store.isDown = false;
    };
  },
  known: {
    readable: { reference: 'memory://Production/apps/billing/stripe#key', value: 'sk_live_canary' },
    missingVault: 'memory://Not granted/apps/billing/stripe#key',
    missingItem: 'memory://Production/apps/stripe#key',
    missingField: 'memory://Production/apps/billing/stripe#other',
  },
}));

describe('a reference of any depth', () => {
  it('is a container, a unit in it, and all of it or one member', () => {
    expect(memoryGrammar.parse('memory://team/apps/billing/db#password')).toMatchObject({
      container: 'team',
      unit: 'team/apps/billing/db',
      unitId: 'apps/billing/db',
      member: 'password',
      isPinned: true,
    });
    expect(memoryGrammar.parse('memory://team/db')).toMatchObject({ unit: 'team/db', member: '' });
    for (const text of ['memory://team', 'memory://team/', 'memory:///db', 'memory://team/db#', 'op://a/b/c'])
      expect(() => memoryGrammar.parse(text)).toThrow(expect.objectContaining({ code: 'reference_invalid' }));
  });

  it('is written again as it was read', () => {
    for (const text of ['memory://team/db', 'memory://team/a/b/c#key']) {
      const locator = memoryGrammar.parse(text);
      expect(memoryGrammar.locate(memoryGrammar.namesOf(locator))).toEqual(locator);
    }
  });
});

describe('a pattern over references of any depth', () => {
  const allows = (pattern: string, text: string) =>
    patternSet([pattern]).allows({ locator: memoryGrammar.parse(text) });

  it.each([
    ['memory://**', true, true, true],
    ['memory://team/**', true, true, false],
    ['memory://team/apps/**', true, true, false],
    ['memory://team/apps/db#*', true, false, false],
    ['memory://team/apps/db#password', true, false, false],
    ['memory://team/apps/db', false, true, false],
    ['memory://team/*', false, false, false],
    ['memory://*/*', false, false, true],
    ['op://**', false, false, false],
  ])('%s', (pattern, isMember, isWhole, isOther) => {
    expect(patternSchema.safeParse(pattern).success).toBe(true);
    const texts = ['memory://team/apps/db#password', 'memory://team/apps/db', 'memory://other/db'];
    const set = patternSet([pattern]).within(['memory']);
    expect(texts.map((text) => set.allows({ locator: memoryGrammar.parse(text) }))).toEqual([
      isMember,
      isWhole,
      isOther,
    ]);
  });

  it('leads as far as the unit of a member that it names', () => {
    const leads = (pattern: string, ...steps: string[]) =>
      patternSet([pattern]).leadsThrough({ scheme: 'memory', steps: steps.map((step) => [step] as const) });
    const named = 'memory://team/apps/db#password';
    expect([leads(named, 'team'), leads(named, 'team', 'apps'), leads(named, 'team', 'apps', 'db')]).toEqual([
      true,
      true,
      true,
    ]);
    expect([leads(named, 'team', 'apps', 'other'), leads(named, 'team', 'apps', 'db', 'x')]).toEqual([
      false,
      false,
    ]);
    expect(leads('memory://team/apps/db', 'team', 'apps', 'db')).toBe(false);
  });

  it('is none without a part, or of a scheme that nothing has', () => {
    for (const text of ['memory://', 'memory://team', 'memory://team//db', 'other://team/**'])
      expect(patternSchema.safeParse(text).success).toBe(false);
    expect(allows(anyOf('memory'), 'memory://team/db')).toBe(true);
  });
});
