import { afterEach, describe, expect, it } from 'vitest';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { clearEntries } from '@/lib/secrets/clear-entries';
import { refreshesSettled } from '@/lib/secrets/refresh-ahead';
import { bind, sourceOf, valuesOf } from './testing/bound';
import { admin } from './testing/callers';
import { connectDesk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();

afterEach(() => setClock(systemClock));

describe('a connection answered in one piece', () => {
  it('is made anew when the secret changed, its entry was cleared, or the connection was edited', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    for (let round = 0; round < 4; round += 1) expect(await valuesOf(key)).toEqual({ secretKey: 'one' });
    account.sandbox.updateItem({
      ...account.sandbox.findItem(desk.vaultId, 'Stripe'),
      field: 'key',
      value: 'two',
    });
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    for (let round = 0; round < 4; round += 1) expect(await valuesOf(key)).toEqual({ secretKey: 'two' });
    await updateConnection({
      caller: admin,
      input: { key, patch: { fields: { note: { value: 'typed' } } } },
    });
    for (let round = 0; round < 4; round += 1) {
      expect(await valuesOf(key)).toEqual({ note: 'typed', secretKey: 'two' });
    }
  });

  it('ends when its secret manager no longer serves the connection', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    for (let round = 0; round < 4; round += 1) await valuesOf(key);
    const patch = { scope: 'project' as const, projectIds: [] };
    await updateManager({ caller: admin, input: { id: desk.manager.id, patch } });
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_forbidden' });
  });

  it('tells its age as it grows, and is refreshed behind before it is stale', async () => {
    const time = manualClock(Date.now());
    setClock(time);
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' } });
    const key = await bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
    for (let round = 0; round < 4; round += 1) await valuesOf(key);
    time.advance(100_000);
    expect(await sourceOf(key, 'secretKey')).toMatchObject({
      source: 'memory',
      state: 'fresh',
      ageMs: 100_000,
    });
    time.advance(150_000);
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ state: 'fresh', ageMs: 250_000 });
    await refreshesSettled();
    expect(await sourceOf(key, 'secretKey')).toMatchObject({ source: 'memory', state: 'fresh', ageMs: 0 });
  });
});
