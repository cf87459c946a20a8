import { expect, it } from 'vitest';
import { createConnection } from '@/lib/connections/create';
import { removeConnection } from '@/lib/connections/remove';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, support } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntry } from './clear-entries';
import { listEntries } from './list-entries';

useTestDatabase();
const account = useTestAccount();

it('an entry that a platform-wide connection lives on is cleared by platform admins alone, whoever else uses it', async () => {
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const reference = `op://${desk.manager.name}/API/token`;
  const key = await bind(desk, { it: reference });
  const fields = { it: { secretManagerId: desk.manager.id, reference } };
  const input = {
    key: 'everywhere',
    name: 'everywhere',
    app: 'custom' as const,
    scope: 'platform' as const,
    fields,
  };
  await createConnection({ caller: admin, input });
  await valuesOf(key);
  const entryId = async () =>
    (await database().cacheEntry.findFirstOrThrow({ where: { secretManagerId: desk.manager.id } })).id;
  const clearing = { caller: support, input: { id: await entryId() } };
  const told = async (caller = support) =>
    (await listEntries({ caller, input: { secretManagerId: desk.manager.id } })).items[0]?.mayClear;
  expect([await told(), await told(admin), await told(builder)]).toEqual([false, true, false]);
  await expect(clearEntry(clearing)).rejects.toMatchObject({ code: 'forbidden' });
  await removeConnection({ caller: admin, input: { key: 'everywhere' } });
  expect(await told()).toBe(true);
  await clearEntry(clearing);
  expect(await database().cacheEntry.count({ where: { secretManagerId: desk.manager.id } })).toBe(0);
});
