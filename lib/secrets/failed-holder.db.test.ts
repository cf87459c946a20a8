import { beforeAll, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk } from '@/lib/connections/testing/desk';
import { manualClock } from '@/lib/kernel/clock';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { setClock } from '@/lib/platform/clock';
import { database, databaseKind } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from './clear-entries';

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

/** Reads while another process is asking for the same; once this one waits for it, the other gives up. */
async function readBesideFailingHolder(): Promise<Record<string, string> | string> {
  const { key: entryKey } = await database().cacheEntry.findFirstOrThrow();
  const expiresAt = new Date(Date.now() + 60_000);
  await database().readLease.create({ data: { key: entryKey, holder: 'another', expiresAt } });
  const asked = account.sandbox.requests().length;
  const reading = valuesOf(key).catch((error) => asLatchkeyError(error).code);
  await new Promise((resolve) => setTimeout(resolve, 300));
  expect(account.sandbox.requests()).toHaveLength(asked);
  await database().readLease.deleteMany({ where: { holder: 'another' } });
  return reading;
}

describe('a read that waits for another process, which fails', () => {
  it('is given what is known, and asks no second time', async ({ skip }) => {
    if (databaseKind() === 'embedded') skip();
    time.advance(3_600_000);
    const asked = account.sandbox.requests().length;
    expect(await readBesideFailingHolder()).toEqual({ token: 'known' });
    expect(account.sandbox.requests()).toHaveLength(asked);
    // The next one asks.
    expect(await sourceOf(key, 'token')).toMatchObject({ source: 'provider' });
  });

  it('asks where nothing is known', async ({ skip }) => {
    if (databaseKind() === 'embedded') skip();
    time.advance(3_600_000);
    const asked = account.sandbox.requests().length;
    const { key: entryKey } = await database().cacheEntry.findFirstOrThrow();
    await clearEntries({ caller: admin, input: { secretManagerId: managerId } });
    forgetAll();
    const expiresAt = new Date(Date.now() + 60_000);
    await database().readLease.create({ data: { key: entryKey, holder: 'another', expiresAt } });
    const reading = valuesOf(key);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await database().readLease.deleteMany({ where: { holder: 'another' } });
    expect(await reading).toEqual({ token: 'known' });
    expect(account.sandbox.requests().length).toBeGreaterThan(asked);
  });
});
