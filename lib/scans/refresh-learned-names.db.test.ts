import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { getConnection } from '@/lib/connections/get';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { takeLearnedNames } from '@/lib/secrets/learned-names';
import { listFindings } from './findings';
import { refreshLearnedNames } from './refresh-learned-names';
import { scanManager } from './scan';

useTestDatabase();
const account = useTestAccount();
beforeEach(() => void takeLearnedNames());
afterEach(() => void takeLearnedNames());

const itemOf = (desk: Desk) => account.sandbox.findItem(desk.vaultId, 'Stripe');
const fieldOf = async (key: string) =>
  (await getConnection({ caller: admin, input: { key } })).fields.secretKey;
const healings = (key: string) =>
  database().auditEvent.findMany({
    where: { verb: 'connection.healed', subjectLabel: { contains: `(${key})` } },
  });

async function bound() {
  const desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' } });
  const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
  const readAnew = async () => {
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    return valuesOf(key).catch(() => undefined);
  };
  return { desk, key, readAnew };
}

describe('names that a read has learned', () => {
  it('are shown by every connection bound to them, with one event each, the reference and revision as they were', async () => {
    const { desk, key, readAnew } = await bound();
    const other = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    await refreshLearnedNames();
    const before = await getConnection({ caller: admin, input: { key } });
    account.sandbox.renameItem({ ...itemOf(desk), title: 'Stripe live' });
    await readAnew();
    expect(await fieldOf(key)).toMatchObject({ titles: { item: 'Stripe' } });
    await refreshLearnedNames();
    for (const each of [key, other])
      expect(await fieldOf(each)).toMatchObject({
        titles: { item: 'Stripe live', field: 'key' },
        shownReference: `op://${desk.manager.name}/Stripe live/key`,
      });
    const after = await getConnection({ caller: admin, input: { key } });
    expect(after.revision).toBe(before.revision);
    const events = await healings(key);
    expect(events).toMatchObject([{ actorId: systemCaller.id }]);
    expect(JSON.stringify(events[0]?.details)).toContain('→');
    await refreshLearnedNames();
    await readAnew();
    await refreshLearnedNames();
    expect(await healings(key)).toHaveLength(1);
  });

  it('write nothing where they are the names that are shown', async () => {
    const { key, readAnew } = await bound();
    expect(await readAnew()).toEqual({ secretKey: 'one' });
    await refreshLearnedNames();
    expect(await healings(key)).toEqual([]);
  });

  it('take a finding away when the secret reads again', async () => {
    const { desk, key, readAnew } = await bound();
    const item = itemOf(desk);
    account.sandbox.archiveItem(item);
    await readAnew();
    await scanManager({ caller: admin, input: { id: desk.manager.id } });
    const findings = async () =>
      (await listFindings({ caller: admin, input: { connection: key } })).items.map(({ kind }) => kind);
    await refreshLearnedNames();
    expect(await findings()).toEqual(['archived']);
    account.sandbox.restoreItem(item);
    expect(await readAnew()).toEqual({ secretKey: 'one' });
    await refreshLearnedNames();
    expect(await findings()).toEqual([]);
  });

  it('turn a reference that was kept as written into ids', async () => {
    const { desk, key, readAnew } = await bound();
    const text = `op://${desk.manager.name}/Stripe/key`;
    await database().connectionField.updateMany({
      where: { connection: { key } },
      data: { reference: text, shownReference: text, isVerified: false },
    });
    await readAnew();
    await refreshLearnedNames();
    expect(await fieldOf(key)).toMatchObject({ isVerified: true, titles: { item: 'Stripe' } });
    expect(JSON.stringify(await fieldOf(key))).toContain(itemOf(desk).item);
  });
});
