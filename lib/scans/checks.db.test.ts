import { expect, it } from 'vitest';
import { bind } from '@/lib/connections/testing/bound';
import { admin, support } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { countFindings } from './findings';
import { scanManager } from './scan';

useTestDatabase();
const account = useTestAccount();

it('a scan is told with when it was, or that there was none, and with what keeps it from being repeated', async () => {
  const desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' } });
  await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
  const scan = () => scanManager({ caller: admin, input: { id: desk.manager.id } });
  const check = async () =>
    (await countFindings({ caller: support })).checks.find(
      ({ secretManagerId }) => secretManagerId === desk.manager.id,
    );
  expect(await check()).toMatchObject({ references: 1, scannedAt: null, isComplete: false, trouble: null });
  const { last } = await scan();
  const well = { scannedAt: last?.finishedAt, isComplete: true };
  expect(await check()).toMatchObject({ ...well, trouble: null });
  account.sandbox.revokeToken(desk.token.serviceAccountId);
  await scan().catch(() => undefined);
  const refused = await check();
  expect(refused).toMatchObject({ trouble: { status: 'refused', since: expect.any(String) } });
  const stranger: Caller = { ...support, projects: ['p-others'] };
  expect((await countFindings({ caller: stranger })).checks).toEqual([]);
});
