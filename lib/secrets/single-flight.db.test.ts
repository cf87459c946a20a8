import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { forgetAll } from '@/lib/cache/memory';
import { bind } from '@/lib/connections/testing/bound';
import { connectDesk } from '@/lib/connections/testing/desk';
import { type LoadedManager, loadManager } from '@/lib/managers/load';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { parseLocator } from '@/lib/providers/references';
import { useTestAccount } from '@/lib/providers/testing/account';
import { type CacheLookup, lookupOf } from './cache-lookup';
import { detachLoads, isLoading, loadOnce } from './single-flight';

useTestDatabase();
const account = useTestAccount();
const patience = { timeout: 20_000 };

let manager: LoadedManager;
let want: CacheLookup;
/** What is never kept: nobody's answer is found in the table meanwhile, by whatever process it was written. */
let unkept: CacheLookup;

beforeAll(async () => {
  const desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  const loaded = await loadManager(desk.manager.id);
  if (!loaded) throw new Error('the secret manager is there');
  manager = loaded;
  want = lookupOf(manager, parseLocator(`op://${desk.manager.name}/API/token`));
  const fields = [{ label: 'code', type: 'Totp', value: 'JBSWY3DPEHPK3PXP' } as const];
  account.sandbox.createItem({ vault: desk.vaultId, title: 'Login', fields });
  unkept = lookupOf(manager, parseLocator(`op://${desk.manager.name}/Login/code?attribute=otp`));
});
beforeEach(() => account.sandbox.setLatency(0));

describe('a read from the provider', () => {
  it('is joined by who asks for the same meanwhile, and by nobody once it has ended', async () => {
    const first = loadOnce(manager, want);
    expect(loadOnce(manager, want)).toBe(first);
    expect((await first).ok).toBe(true);
    await expect.poll(() => isLoading(want.key), patience).toBe(false);
    const later = loadOnce(manager, want);
    expect(later).not.toBe(first);
    expect((await later).ok).toBe(true);
  });

  it.each([
    ['of its entry', () => detachLoads([unkept.key])],
    ['of its secret manager', () => detachLoads('all')],
  ])(
    'that began before a clear %s is joined by nobody after it, and its end hides no later read',
    async (_what, clear) => {
      const asked = account.sandbox.requests().length;
      account.sandbox.setLatency(500);
      const before = loadOnce(manager, unkept);
      await expect.poll(() => account.sandbox.requests().length, patience).toBeGreaterThan(asked);
      // The later read ends well after the earlier one, on a busy machine too.
      account.sandbox.setLatency(1_000);
      clear();
      expect(isLoading(unkept.key)).toBe(false);
      const after = loadOnce(manager, unkept);
      expect(after).not.toBe(before);
      await before;
      await new Promise(setImmediate);
      expect(loadOnce(manager, unkept)).toBe(after);
      expect((await after).ok).toBe(true);
      await expect.poll(() => isLoading(unkept.key), patience).toBe(false);
    },
  );

  it('takes no sibling field along that is being read already', async () => {
    const desk = await connectDesk(account.sandbox, { Pair: { a: 'one', b: 'two' } });
    const name = desk.manager.name;
    await bind(desk, { a: `op://${name}/Pair/a`, b: `op://${name}/Pair/b` });
    // Binding has read both: what the table still holds would be answered without a read.
    await database().cacheEntry.deleteMany({ where: { secretManagerId: desk.manager.id } });
    forgetAll();
    const loaded = await loadManager(desk.manager.id);
    if (!loaded) throw new Error('the secret manager is there');
    const rows = await database().connectionField.findMany({ where: { secretManagerId: loaded.id } });
    const [one, other] = rows.map(({ reference }) => lookupOf(loaded, parseLocator(reference ?? '')));
    if (!one || !other) throw new Error('both fields are bound');
    account.sandbox.setLatency(1_000);
    const first = loadOnce(loaded, one);
    await expect.poll(() => isLoading(other.key), patience).toBe(true);
    const sibling = loadOnce(loaded, other);
    detachLoads([one.key]);
    const again = loadOnce(loaded, one);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(loadOnce(loaded, other)).toBe(sibling);
    await Promise.all([first, sibling, again]);
  });

  it('is refused at once when 20,000 wait for one secret manager, and others’ are not', async () => {
    const broken = { ...manager, id: 'broken', sealedCredential: new Uint8Array() };
    const waiting = Array.from({ length: 20_000 }, (_, at) =>
      loadOnce(broken, { ...want, key: `waits ${at}` }),
    );
    const next = await loadOnce(broken, { ...want, key: 'one more' });
    expect(next).toMatchObject({ ok: false, says: { key: 'managerCrowded' } });
    expect((await loadOnce(manager, want)).ok).toBe(true);
    expect(new Set((await Promise.all(waiting)).map(({ ok }) => ok))).toEqual(new Set([false]));
  });
});
