import { beforeAll, describe, expect, it } from 'vitest';
import { createConnection } from '@/lib/connections/create';
import { admin } from '@/lib/connections/testing/callers';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { settleAllFreshTimes } from './automatic';
import { connectManager } from './connect';
import { getManager } from './get';
import { loadManager } from './load';
import type { ConnectInput, UpdateInput } from './schema';
import { updateManager } from './update';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
const vaults = ['North', 'South', 'East'];
let token = '';
let made = 0;

beforeAll(() => {
  const fields = [{ label: 'token', type: 'Concealed' as const, value: 'kept' }];
  const ids = vaults.map((name) => {
    const { id: vault } = account.sandbox.createVault({ name });
    account.sandbox.createItem({ vault, title: 'API', category: 'ApiCredentials', fields });
    return vault;
  });
  token = account.sandbox.mintToken({ vaults: ids }).token;
});

async function connect(more: Partial<ConnectInput> = {}) {
  made += 1;
  const config = { serviceAccountToken: token };
  const input: ConnectInput = { name: `Fresh ${made}`, provider: 'onepassword', config, ...more };
  return connectManager({ caller: admin, input });
}

/** A connection with a field in each of the three vaults. */
async function bindAll({ id }: { id: string }): Promise<void> {
  made += 1;
  const fields = Object.fromEntries(
    vaults.map((vault) => [`in${vault}`, { secretManagerId: id, reference: `op://${vault}/API/token` }]),
  );
  const input = { key: `fresh-${made}`, name: 'Fresh', app: 'custom' as const, fields };
  await createConnection({ caller: admin, input });
  await settleAllFreshTimes();
}

const update = (id: string, patch: UpdateInput) => updateManager({ caller: admin, input: { id, patch } });
const read = (id: string) => getManager({ caller: admin, input: { id } });
const freshTime = (freshTime: 'automatic' | 'set', minutes: number) => ({
  freshTime,
  policy: { freshMs: minutes * minuteMs },
});

describe('an automatic fresh time', () => {
  it('follows what is bound and the plan, in memory too, until somebody sets one', async () => {
    const manager = await connect();
    expect(manager).toMatchObject(freshTime('automatic', 5));
    await loadManager(manager.id);
    await bindAll(manager);
    expect(await read(manager.id)).toMatchObject(freshTime('automatic', 8));
    expect((await loadManager(manager.id))?.policy.freshMs).toBe(8 * minuteMs);
    expect(await update(manager.id, { plan: 'business' })).toMatchObject(freshTime('automatic', 5));
    expect(await update(manager.id, { policy: { freshMs: 7 * minuteMs } })).toMatchObject(
      freshTime('set', 7),
    );
    await settleAllFreshTimes();
    expect(await update(manager.id, { plan: 'other' })).toMatchObject(freshTime('set', 7));
    expect(await update(manager.id, { policy: { freshMs: 'automatic' } })).toMatchObject(
      freshTime('automatic', 8),
    );
  });

  it('is kept by an edit of the rest of the policy', async () => {
    const manager = await connect();
    await bindAll(manager);
    const changed = await update(manager.id, { policy: { absentMs: 2 * minuteMs } });
    expect(changed).toMatchObject(freshTime('automatic', 8));
    expect(changed.policy.absentMs).toBe(2 * minuteMs);
    expect((await update(manager.id, { policy: { refreshAheadRatio: 0.4 } })).policy.freshMs).toBe(
      16 * minuteMs,
    );
  });

  it('is none where one was given when it was connected', async () => {
    const manager = await connect({ policy: { freshMs: 5 * minuteMs } });
    await bindAll(manager);
    expect(await read(manager.id)).toMatchObject({ ...freshTime('set', 5), revision: manager.revision });
  });

  it('is what an installation of before gets for a policy that nobody edited, and not for one that somebody did', async () => {
    const [plain, edited] = [await connect(), await connect()];
    const policy = { freshMs: 5 * minuteMs, absentMs: minuteMs };
    await database().secretManager.update({ where: { id: edited.id }, data: { policy } });
    await bindAll(plain);
    await bindAll(edited);
    expect(await read(plain.id)).toMatchObject(freshTime('automatic', 8));
    expect(await read(edited.id)).toMatchObject(freshTime('set', 5));
  });

  it('changes nothing where it fits already', async () => {
    const { id } = await connect();
    const { revision } = await read(id);
    await settleAllFreshTimes();
    expect((await read(id)).revision).toBe(revision);
  });
});
