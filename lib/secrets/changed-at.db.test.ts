import { afterEach, expect, it } from 'vitest';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { support } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntry } from './clear-entries';
import { listEntries } from './list-entries';
import { getReference, readTimeline } from './read-timeline';
import { refreshEntry } from './refresh-entry';

useTestDatabase();
const account = useTestAccount();
afterEach(() => setClock(systemClock));

async function deskWithSecret() {
  const time = manualClock(Date.now());
  setClock(time);
  const desk = await connectDesk(account.sandbox, { App: { secret: 'before' } });
  const key = await bind(desk, { secret: `op://${desk.manager.name}/App/secret` });
  await valuesOf(key);
  const one = async () => {
    const { items } = await listEntries({ caller: support, input: { secretManagerId: desk.manager.id } });
    const [entry] = items;
    if (!entry) throw new Error('it was read a moment ago');
    return entry;
  };
  const happened = async (subject: string) =>
    (await readTimeline({ caller: support, input: { subject } })).items;
  return { time, desk, key, one, happened };
}

it('no value is told as changed that was only read, or read again after a clear', async () => {
  const { desk, key, one, happened } = await deskWithSecret();
  const { id, subject, changedAt } = await one();
  expect(changedAt).toBeNull();
  await clearEntry({ caller: support, input: { id } });
  await valuesOf(key);
  const again = await one();
  expect(again.changedAt).toBeNull();
  expect((await happened(subject)).map(({ kind }) => kind)).not.toContain('rotated');
  account.sandbox.updateItem({
    ...account.sandbox.findItem(desk.vaultId, 'App'),
    field: 'secret',
    value: 'after',
  });
  await refreshEntry({ caller: support, input: { id: again.id } });
  const changed = await one();
  expect(changed.changedAt).toBe(changed.fetchedAt);
  const rotated = (await happened(subject)).find(({ kind }) => kind === 'rotated');
  expect(rotated?.at).toBe(changed.changedAt);
});

it('the last read is the same moment in an entry and in its timeline, however late both are written', async () => {
  const { time, key, one, happened } = await deskWithSecret();
  const { subject } = await one();
  await valuesOf(key);
  const readAt = new Date(time.now()).toISOString();
  time.advance(20_000);
  const { entry } = await getReference({ caller: support, input: { subject } });
  const activity = (await happened(subject)).find(({ kind }) => kind === 'activity');
  expect([entry?.lastReadAt, activity?.at]).toEqual([readAt, readAt]);
});
