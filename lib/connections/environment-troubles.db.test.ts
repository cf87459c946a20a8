import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setConfirmPause } from '@/lib/managers/confirm';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { renewSession } from '@/lib/providers/registry';
import { useTestAccount } from '@/lib/providers/testing/account';
import { breakerOf } from '@/lib/quota/gate';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { bind, sourceOf, untilConfirmed, valuesOf } from './testing/bound';
import { connectDesk, type Desk } from './testing/desk';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
let time: ReturnType<typeof manualClock>;
let desk: Desk;
let id = '';
/** Of a connection with a variable and the field of an item. */
let key = '';
/** Of a connection with the field of the item alone. */
let other = '';

beforeEach(async () => {
  time = manualClock(Date.now() + 60 * minuteMs);
  setClock(time);
  setConfirmPause(20);
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
  id = account.sandbox.createEnvironment({
    name: 'Shop staging',
    variables: [{ name: 'DB_HOST', value: 'db.test' }],
  }).id;
  account.sandbox.grantVault(place());
  key = await bind(desk, { host: `op-environment://${id}/DB_HOST` });
  other = await bind(desk, { stripe: `op://${desk.vaultId}/Stripe/key` });
  await valuesOf(key);
  await valuesOf(other);
});
afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

const place = () => ({ serviceAccountId: desk.token.serviceAccountId, vault: id });
const settled = () => untilConfirmed(desk);
const answerOf = (of: string) =>
  valuesOf(of).catch((error) => [error.code, ...(error.message.match(/Environment/g) ?? [])]);
/** Later than what is remembered as absent, and than any pause before the next ask. */
const later = async () => {
  time.advance(20 * minuteMs);
  await valuesOf(key).catch(() => undefined);
  await settled();
  await refreshesSettled();
};
const accountOf = async () => ({
  breaker: (await breakerOf(desk.manager.id)).state,
  status: (await database().secretManager.findUniqueOrThrow({ where: { id: desk.manager.id } })).status,
});
const isWell = { breaker: 'closed', status: 'connected' };

describe('a variable of an Environment', () => {
  it.each([
    ['items/overviews', 403],
    ['items/overviews', 404],
    ['items/overviews', 500],
    ['item', 401],
    ['item', 404],
    ['item', 429],
    ['vaults', 403],
  ] as const)('is not withdrawn by one answer that refuses or fails: %s %i', async (route, status) => {
    time.advance(3 * 60 * minuteMs);
    await renewSession(desk.manager.id);
    account.sandbox.injectFault({ kind: 'status', status, route, times: 1 });
    for (let read = 0; read < 2; read += 1) {
      expect(await valuesOf(key)).toEqual({ host: 'db.test' });
      await settled();
    }
  });

  it('is refused where the Environment is taken away, and served again once it is given back', async () => {
    account.sandbox.withdrawVault(place());
    await later();
    await later();
    expect(await answerOf(key)).toEqual(['secret_forbidden']);
    expect(await valuesOf(other)).toEqual({ stripe: 'sk' });
    expect(await accountOf()).toEqual(isWell);
    account.sandbox.grantVault(place());
    await later();
    expect(await answerOf(key)).toEqual({ host: 'db.test' });
  });

  it('is in its own trouble where the Environment cannot be read: items are served, and the account is well', async () => {
    const item = account.sandbox.variablesItem(id);
    await sleep(1_100);
    account.sandbox.setRawContent({
      ...item,
      details: {
        text: '{"sections":[{"name":"","fields":[{"n":"x","t":"DB_HOST","k":"string","v":"\\ud83d"}]}]}',
      },
    });
    await later();
    expect(await answerOf(key)).toEqual(['secret_unreadable', 'Environment']);
    expect(await valuesOf(other)).toEqual({ stripe: 'sk' });
    expect(await accountOf()).toEqual(isWell);
  });

  it('is refused by name where the Environment is archived, damaged or emptied, and comes back with it', async () => {
    const item = account.sandbox.variablesItem(id);
    account.sandbox.archiveItem(item);
    await later();
    expect(await answerOf(key)).toContain('secret_not_found');
    account.sandbox.restoreItem(item);
    await later();
    expect(await answerOf(key)).toEqual({ host: 'db.test' });
    const second = account.sandbox.createItem({ vault: id, title: 'Second' });
    await later();
    expect(await answerOf(key)).toContain('secret_unreadable');
    account.sandbox.deleteItem({ vault: id, item: second.id });
    await later();
    expect(await answerOf(key)).toEqual({ host: 'db.test' });
    expect(await accountOf()).toEqual(isWell);
  });

  it('is served from the table by a process that has just started, while 1Password cannot be reached', async () => {
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    forgetAll();
    time.advance(30 * minuteMs);
    expect(await valuesOf(key)).toEqual({ host: 'db.test' });
    expect(await sourceOf(key, 'host')).toMatchObject({ state: 'stale' });
  });
});
