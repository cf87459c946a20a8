import { expect, it } from 'vitest';
import { admin, ofTeam, team } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { connectManager } from './connect';
import { loadManager } from './load';
import { recheckManager } from './recheck';
import { testCredential } from './test';

useTestDatabase();
const account = useTestAccount();
const provider = 'onepassword';

it('a token is the same one however it was pasted, and who connects it again is told as what it is connected', async () => {
  const { manager, token } = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
  const config = { serviceAccountToken: `export OP_SERVICE_ACCOUNT_TOKEN="${token.token}"` };
  const found = await testCredential({ caller: admin, input: { provider, config } });
  expect(found.connectedAs).toEqual([{ id: manager.id, name: manager.name }]);

  const again = await connectManager({
    caller: admin,
    input: { name: 'Again', provider, scope: 'platform', config },
  });
  const [one, other] = await Promise.all([loadManager(manager.id), loadManager(again.id)]);
  expect(other?.spender).toEqual(one?.spender);
  const { connectedAs } = await recheckManager({ caller: admin, input: { id: manager.id } });
  expect(connectedAs).toEqual([{ id: again.id, name: 'Again' }]);
});

it('names no secret manager that the caller does not see', async () => {
  const { token } = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
  const config = { serviceAccountToken: token.token };
  await connectManager({ caller: admin, input: { name: 'Team’s own', provider, ...ofTeam, config } });
  const elsewhere = { ...admin, projects: ['another'] };
  const names = async (caller: typeof admin | typeof elsewhere) =>
    (await testCredential({ caller, input: { provider, config } })).connectedAs.map(({ name }) => name);
  expect(await names(admin)).toContain('Team’s own');
  expect(await names({ ...admin, projects: [team.id] })).toContain('Team’s own');
  expect(await names(elsewhere)).not.toContain('Team’s own');
});
