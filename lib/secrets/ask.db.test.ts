import { expect, it } from 'vitest';
import { connectDesk } from '@/lib/connections/testing/desk';
import { parseReference } from '@/lib/kernel/reference';
import { loadManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import type { ProviderAnswer } from '@/lib/providers/contract';
import { providerOf, registerProviders } from '@/lib/providers/registry';
import { useTestAccount } from '@/lib/providers/testing/account';
import { askProvider } from './ask';
import { wantedOf } from './wanted';

useTestDatabase();
const account = useTestAccount();

it('an absence is kept when it is certain, and not when the provider could not look everywhere', async () => {
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const manager = await loadManager(desk.manager.id);
  if (!manager) throw new Error('the secret manager is there');
  const want = wantedOf(manager, parseReference(`op://${desk.manager.name}/API/gone`));
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
