import { beforeAll, describe, expect, it } from 'vitest';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { manualClock } from '@/lib/kernel/clock';
import { setClock } from '@/lib/platform/clock';
import { database, databaseKind } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from './clear-entries';

const hourMs = 3_600_000;
const timeoutMs = 3_000;
process.env.LATCHKEY_PROVIDER_TIMEOUT_MS = String(timeoutMs);

useTestDatabase();
const account = useTestAccount();
const time = manualClock(Date.now());
let key: string;
let managerId: string;

beforeAll(async () => {
  const desk = await connectDesk(account.sandbox, { API: { token: 'known' } });
  managerId = desk.manager.id;
  key = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
  setClock(time);
  expect(await valuesOf(key)).toEqual({ token: 'known' });
});

/** Another process asks for the entry, and does not come to an end. */
async function holdElsewhere(): Promise<void> {
  const { key: entryKey } = await database().cacheEntry.findFirstOrThrow();
  const expiresAt = new Date(Date.now() + 60_000);
  await database().readLease.create({ data: { key: entryKey, holder: 'another', expiresAt } });
}

const endElsewhere = () => database().readLease.deleteMany({ where: { holder: 'another' } });

describe('a read that waits for another process', () => {
  it('is given what is known when an answer should have come, and asks for nothing', async ({ skip }) => {
    if (databaseKind() === 'embedded') skip();
    time.advance(hourMs);
    await holdElsewhere();
    const asked = account.sandbox.requests().length;
    expect(await sourceOf(key, 'token')).toMatchObject({ source: 'memory', state: 'stale' });
    expect(account.sandbox.requests()).toHaveLength(asked);
    // Once the other one is gone, the next read asks.
    await endElsewhere();
    expect(await sourceOf(key, 'token')).toMatchObject({ source: 'provider' });
  });

  it('waits on where nothing is known, and asks when the other one has failed', async ({ skip }) => {
    if (databaseKind() === 'embedded') skip();
    time.advance(hourMs);
    await holdElsewhere();
    await clearEntries({ caller: admin, input: { secretManagerId: managerId } });
    const asked = account.sandbox.requests().length;
    const reading = valuesOf(key);
    await new Promise((resolve) => setTimeout(resolve, timeoutMs + 500));
    expect(account.sandbox.requests()).toHaveLength(asked);
    await endElsewhere();
    expect(await reading).toEqual({ token: 'known' });
  });
});
