import { expect, it } from 'vitest';
import { getCached } from '@/lib/cache/memory';
import { connectDesk } from '@/lib/connections/testing/desk';
import { loadManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';
import { providerOf, registerProviders } from '@/lib/providers/registry';
import { useTestAccount } from '@/lib/providers/testing/account';
import { askProvider } from './ask';
import { lookupOf } from './cache-lookup';

useTestDatabase();
const account = useTestAccount();

it('an absence is kept when it is certain, and not when the provider could not look everywhere', async () => {
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const manager = await loadManager(desk.manager.id);
  if (!manager) throw new Error('the secret manager is there');
  const want = lookupOf(manager, parseLocator(`op://${desk.manager.name}/API/gone`));
  const provider = providerOf('onepassword');
  const ask = async (isCertain: boolean) => {
    const answer: ProviderAnswer = { ok: false, code: 'secret_not_found', isCertain };
    registerProviders({ onepassword: { ...provider, resolve: async () => [answer] } });
    expect(await askProvider(manager, [want], () => undefined)).toEqual([answer]);
    return database().cacheEntry.findUnique({ where: { key: want.key } });
  };
  expect(await ask(false)).toBeNull();
  expect(await ask(true)).toMatchObject({ state: 'absent', absentCode: 'secret_not_found' });
  registerProviders({ onepassword: provider });
});

it('what cannot be stored is that secret’s trouble, and is not asked for with each read', async () => {
  const desk = await connectDesk(account.sandbox, { API: { token: 'v', other: 'w' } });
  const manager = await loadManager(desk.manager.id);
  if (!manager) throw new Error('the secret manager is there');
  const wanted = ['token', 'other'].map((field) =>
    lookupOf(manager, parseLocator(`op://${desk.manager.name}/API/${field}`)),
  );
  const provider = providerOf('onepassword');
  // A title that the provider did not clean.
  const resolve: typeof provider.resolve = async (...asked) =>
    (await provider.resolve(...asked)).map((answer, at) => {
      if (!answer.ok || at > 0) return answer;
      return { ...answer, found: { ...answer.found, names: { ...answer.found.names, item: 'a\u0000b' } } };
    });
  registerProviders({ onepassword: { ...provider, resolve } });
  const answers = await askProvider(manager, wanted, () => undefined);
  registerProviders({ onepassword: provider });
  expect(answers.map(({ ok }) => ok)).toEqual([true, true]);
  const rows = await Promise.all(
    wanted.map(({ key }) => database().cacheEntry.findUnique({ where: { key } })),
  );
  expect(rows).toMatchObject([
    { state: 'absent', absentCode: 'secret_unreadable', absentMessage: '{"key":"answerNotKept"}' },
    { state: 'value' },
  ]);
  expect(wanted.map(({ key }) => getCached(key)?.state)).toEqual(['absent', 'value']);
});
