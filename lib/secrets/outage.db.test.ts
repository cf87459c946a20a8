import { afterEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { bind, sourceOf, untilConfirmed, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { recheckManager } from '@/lib/managers/recheck';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';

useTestDatabase();
const account = useTestAccount();
const hourMs = 3_600_000;

afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

/** A value that was read, hours ago: past stale, within what an outage allows. */
async function readHoursAgo() {
  const time = manualClock(Date.now());
  setClock(time);
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const key = await bind(desk, { it: `op://${desk.manager.name}/API/token` });
  await valuesOf(key);
  time.advance(3 * hourMs);
  return { desk, key, time };
}

const rowOf = ({ manager }: Desk) =>
  database().cacheEntry.findFirstOrThrow({ where: { secretManagerId: manager.id } });

describe('what is known of a secret', () => {
  it('is asked for again when it is old and the provider answers', async () => {
    const { desk, key } = await readHoursAgo();
    const place = account.sandbox.findItem(desk.vaultId, 'API');
    account.sandbox.updateItem({ ...place, field: 'token', value: 'new' });
    expect(await sourceOf(key, 'it')).toMatchObject({ source: 'provider', state: 'fresh' });
    expect(await valuesOf(key)).toEqual({ it: 'new' });
  });

  it('is not wiped by an outage: it serves as stale, and its row keeps it with the trouble beside it', async () => {
    const { desk, key, time } = await readHoursAgo();
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    expect((await sourceOf(key, 'it')).state).toBe('stale');
    expect(await rowOf(desk)).toMatchObject({ state: 'value', lastErrorCode: 'provider_unavailable' });
    forgetAll();
    expect(await valuesOf(key)).toEqual({ it: 'v' });
    time.advance(22 * hourMs);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('has no outage beside it any more once the provider answers, whatever it was asked', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const desk = await connectDesk(account.sandbox, { API: { token: 'v' }, Other: { token: 'w' } });
    const reference = (item: string) => `op://${desk.manager.name}/${item}/token`;
    const keys = [await bind(desk, { it: reference('API') }), await bind(desk, { it: reference('Other') })];
    const readBoth = () => Promise.all(keys.map((key) => valuesOf(key)));
    const troubles = async () =>
      (await database().cacheEntry.findMany({ where: { secretManagerId: desk.manager.id } })).map(
        (row) => row.lastErrorCode,
      );
    await readBoth();
    time.advance(3 * hourMs);
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    await readBoth();
    await expect.poll(troubles).toEqual(['provider_unavailable', 'provider_unavailable']);
    account.sandbox.clearFaults();
    time.advance(10 * 60_000);
    // A test asks for the account alone, and for no secret.
    await recheckManager({ caller: admin, input: { id: desk.manager.id } });
    await expect.poll(troubles).toEqual([null, null]);
  });

  it('is not served on a refused token, and not wiped by it either', async () => {
    const { desk, key } = await readHoursAgo();
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    // Until a second ask confirms it.
    expect((await sourceOf(key, 'it')).confirming).toBe(true);
    await untilConfirmed(desk);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_denied' });
    expect(await rowOf(desk)).toMatchObject({ state: 'value' });
  });
});
