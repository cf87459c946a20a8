import { beforeEach, describe, expect, it } from 'vitest';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { recheckManager } from './recheck';
import { testCredential } from './test';

useTestDatabase();
const account = useTestAccount();
let desk: Desk;
let id = '';

beforeEach(async () => {
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
  id = account.sandbox.createEnvironment({ name: 'Shop staging', variables: [{ name: 'A', value: '1' }] }).id;
  account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: id });
});

describe('a test of a service account', () => {
  const seenBy = async (vaults: string[]) => {
    const { token } = account.sandbox.mintToken({ vaults });
    const input = { provider: 'onepassword', config: { serviceAccountToken: token } } as const;
    return testCredential({ caller: admin, input });
  };

  it('tells its Environments apart from its vaults, and does not miss a vault where it has Environments alone', async () => {
    const environments = [{ id, title: 'Shop staging' }];
    expect(await seenBy([id])).toMatchObject({ vaults: [], environments, warnings: [] });
    expect(await seenBy([])).toMatchObject({ environments: [], warnings: [{ code: 'sees_no_vault' }] });
    const { manager } = await recheckManager({ caller: admin, input: { id: desk.manager.id } });
    expect(manager).toMatchObject({ vaultCount: 1, environmentCount: 1 });
  });
});
