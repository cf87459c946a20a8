import { afterEach, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { forgetAll } from '@/lib/cache/memory';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { getManager } from '@/lib/managers/get';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { checkReference } from '@/lib/secrets/check';
import { clearEntries, clearEntry } from '@/lib/secrets/clear-entries';
import { listEntries } from '@/lib/secrets/list-entries';
import { refreshEntry } from '@/lib/secrets/refresh-entry';
import { resolveConnection } from './resolve';
import { bind, sourceOf, untilConfirmed, valuesOf } from './testing/bound';
import { admin, builder, support, workload } from './testing/callers';
import { connectDesk } from './testing/desk';

useTestDatabase();
const account = useTestAccount();

afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

describe('resolving a connection', () => {
  it('injects the values of references bound by names, which are stored by ids', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { 'Secret Key': 'sk_live_1' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/Secret Key` });
    expect(await valuesOf(key)).toEqual({ secretKey: 'sk_live_1' });
    const field = await database().connectionField.findFirst({ where: { connection: { key } } });
    expect(field?.reference).toMatch(/^op:\/\/[a-z2-7]{26}\/[a-z2-7]{26}\//);
    expect(field?.shownReference).toBe(`op://${desk.manager.name}/Stripe/Secret Key`);
  });

  it('stands once in the cache, however it was bound and checked', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    const reference = `op://${desk.manager.name}/Stripe/key`;
    const input = { secretManagerId: desk.manager.id, reference };
    await checkReference({ caller: builder, input });
    const key = await bind(desk, { secretKey: reference });
    await valuesOf(key);
    account.sandbox.clearLog();
    await bind(desk, { secretKey: reference });
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'memory' });
    expect(account.sandbox.requests()).toHaveLength(0);
    const { items } = await listEntries({ caller: support, input: { secretManagerId: desk.manager.id } });
    expect(items.map(({ shownReference, connections: users }) => [shownReference, users.length])).toEqual([
      [reference, 2],
    ]);
  });

  it('goes on resolving after the item was renamed', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'before' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'Stripe');
    account.sandbox.renameItem({ vault, item, title: 'Stripe (old)' });
    account.sandbox.updateItem({ vault, item, field: 'key', value: 'after' });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    expect(await valuesOf(key)).toEqual({ secretKey: 'after' });
  });

  it('answers from memory, then from the table when memory is gone, then from the provider when both are', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    await valuesOf(key);
    account.sandbox.clearLog();
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'memory', state: 'fresh' });
    forgetAll();
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'table', state: 'fresh' });
    expect(account.sandbox.requests()).toHaveLength(0);
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'provider', state: 'fresh' });
  });

  it('gives the new value after its entry was cleared', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'old' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    expect(await valuesOf(key)).toEqual({ secretKey: 'old' });
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'Stripe');
    account.sandbox.updateItem({ vault, item, field: 'key', value: 'new' });
    expect(await valuesOf(key)).toEqual({ secretKey: 'old' });
    const { items } = await listEntries({ caller: support, input: { secretManagerId: desk.manager.id } });
    for (const { id } of items) await clearEntry({ caller: support, input: { id } });
    expect(await valuesOf(key)).toEqual({ secretKey: 'new' });
  });

  it('has a tag that stays with the value and changes with it, and none where something is not kept', async () => {
    const desk = await connectDesk(account.sandbox, { API: { token: 'before' } });
    const key = await bind(desk, { token: `op://${desk.manager.name}/API/token` });
    const tagNow = async () => (await resolveConnection({ caller: workload, input: { key } })).tag;
    const first = await tagNow();
    expect(first).toMatch(/^"1-[\w-]{22}"$/);
    // In another process memory knows nothing yet, and the tag is the same.
    forgetAll();
    expect(await tagNow()).toBe(first);
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'API');
    account.sandbox.updateItem({ vault, item, field: 'token', value: 'after' });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    expect(await tagNow()).not.toBe(first);
    expect(await valuesOf(key)).toEqual({ token: 'after' });
    setClock(manualClock(Date.now() + 3_600_000));
    account.sandbox.injectFault({ route: '*', kind: 'status', status: 503 });
    expect(await tagNow()).toBeUndefined();
  });

  it('serves the last value as stale while the provider is away, and says how old it is', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    await valuesOf(key);
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    time.advance(3 * 3_600_000);
    const source = await sourceOf(key, 'secretKey');
    expect(source?.state).toBe('stale');
    expect(source?.ageMs).toBeGreaterThanOrEqual(3 * 3_600_000);
    time.advance(22 * 3_600_000);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_unavailable' });
  });

  it('does not serve on what a refused token could read', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    time.advance(3 * 3_600_000);
    await valuesOf(key).catch(() => undefined);
    await untilConfirmed(desk);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_denied' });
    const { id } = desk.manager;
    expect(await getManager({ caller: admin, input: { id } })).toMatchObject({
      status: 'refused',
      breaker: { state: 'open', reason: 'provider_denied' },
    });
    account.sandbox.clearLog();
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'provider_denied' });
    expect(
      account.sandbox.counts(desk.token.serviceAccountId),
      'a refused token is not tried by every read',
    ).toEqual({});
    account.sandbox.restoreToken(desk.token.serviceAccountId);
    time.advance(2 * 60_000);
    expect(await valuesOf(key)).toEqual({ secretKey: 'v' });
  });

  it('fails the whole call by the name of the field when one cannot be resolved', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' }, Slack: { token: 't' } });
    const base = `op://${desk.manager.name}`;
    const key = await bind(desk, { a: `${base}/Stripe/key`, b: `${base}/Slack/token` });
    account.sandbox.deleteItem(account.sandbox.findItem(desk.vaultId, 'Slack'));
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    const failure = await resolveConnection({ caller: workload, input: { key } }).catch(
      (error: unknown) => error,
    );
    expect(failure).toMatchObject({ code: 'secret_not_found', details: { failed: [{ field: 'b' }] } });
  });

  it('remembers an absence and asks again only after its time, which doubles', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const desk = await connectDesk(account.sandbox, { Slack: { token: 't' } });
    const key = await bind(desk, { token: `op://${desk.manager.name}/Slack/token` });
    account.sandbox.deleteItem(account.sandbox.findItem(desk.vaultId, 'Slack'));
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    const fail = () => expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    await fail();
    account.sandbox.clearLog();
    time.advance(59_000);
    await fail();
    expect(account.sandbox.requests()).toHaveLength(0);
    time.advance(2_000);
    await fail();
    const asked = account.sandbox.requests().length;
    expect(asked).toBeGreaterThan(0);
    time.advance(90_000);
    await fail();
    expect(account.sandbox.requests()).toHaveLength(asked);
  });

  it('never keeps a one-time password', async () => {
    const desk = await connectDesk(account.sandbox, {});
    account.sandbox.createItem({
      vault: desk.vaultId,
      title: 'Login',
      category: 'Login',
      fields: [
        {
          label: 'one-time password',
          type: 'Totp',
          value: 'otpauth://totp/x?secret=JBSWY3DPEHPK3PXP&issuer=x',
        },
      ],
    });
    const key = await bind(desk, { code: `op://${desk.manager.name}/Login/one-time password?attribute=otp` });
    expect((await valuesOf(key)).code).toMatch(/^\d{6}$/);
    expect(await sourceOf(key, 'code')).toMatchObject({ source: 'provider' });
    expect(await database().cacheEntry.count({ where: { secretManagerId: desk.manager.id } })).toBe(0);
  });

  it('keeps cached values over a policy edit and drops them with the token', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    await valuesOf(key);
    const id = desk.manager.id;
    const edited = await updateManager({
      caller: admin,
      input: { id, patch: { policy: { freshMs: 600_000 } } },
    });
    expect(edited.revision).toBe(2);
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'memory' });
    const token = account.sandbox.mintToken({ vaults: [desk.vaultId] }).token;
    const patch = { config: { serviceAccountToken: token } };
    expect((await updateManager({ caller: admin, input: { id, patch } })).revision).toBe(3);
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'provider' });
  });

  it('does not let an answer asked for before a clear come back', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'old' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    account.sandbox.injectFault({ kind: 'slow', delayMs: 400, route: 'items/batch', times: 1 });
    const slow = valuesOf(key);
    await expect.poll(() => account.sandbox.requests().length).toBeGreaterThan(0);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'Stripe');
    account.sandbox.updateItem({ vault, item, field: 'key', value: 'new' });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    await slow;
    expect(await valuesOf(key)).toEqual({ secretKey: 'new' });
  });

  it('is for workloads alone: no person is given a value, whatever the role', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    for (const caller of [admin, builder, support]) {
      await expect(resolveConnection({ caller, input: { key } })).rejects.toMatchObject({
        code: 'forbidden',
      });
    }
  });

  it('lets nobody refresh whom the table does not name, and writes who did', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    const { items } = await listEntries({ caller: support, input: { secretManagerId: desk.manager.id } });
    const id = items[0]?.id ?? '';
    await expect(refreshEntry({ caller: workload, input: { id } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    await refreshEntry({ caller: support, input: { id } });
    const events = await listEvents({ caller: admin, input: { subjectId: id } });
    expect(events.items.map(({ verb, actor }) => [verb, actor.label])).toEqual([
      ['cache.entry_refreshed', 'support@example.com'],
    ]);
  });
});
