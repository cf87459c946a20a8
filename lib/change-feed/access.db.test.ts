import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, support, team } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import type { Caller } from '@/lib/kernel/caller';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { getManager } from '@/lib/managers/get';
import { listQuota } from '@/lib/managers/list-quota';
import { updateManager } from '@/lib/managers/update';
import { clock, setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listenToFeeds } from './schedule';

useTestDatabase();
const account = useTestAccount(30_000, { now: () => clock().now() });
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock(Date.now());
  setClock(time);
});

afterEach(async () => {
  await database().changeFeed.deleteMany({});
  setClock(systemClock);
});

/** A desk with a value that would stay fresh for an hour, and a feed. */
async function listeningDesk(): Promise<Desk & { key: string }> {
  const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
  const key = await bind(desk, { f0: `op://${desk.manager.name}/Stripe/key` });
  const changeFeed = { token: account.events.mintToken().token, origin: account.events.address };
  const patch = { policy: { freshMs: 3_600_000 }, changeFeed };
  await updateManager({ caller: admin, input: { id: desk.manager.id, patch } });
  await valuesOf(key);
  await nextTurn();
  return { ...desk, key };
}

async function nextTurn() {
  time.advance(10_000);
  await listenToFeeds();
}

const accessOf = async ({ manager }: Desk) =>
  (await getManager({ caller: admin, input: { id: manager.id } })).changeFeed.access;
const toldOf = async ({ manager }: Desk) =>
  (await listEvents({ caller: admin, input: { subjectId: manager.id, limit: 20 } })).items;

describe('access that the feed tells', () => {
  it('is taken away from a vault that is bound: told by its title, and noticed at once', async () => {
    const desk = await listeningDesk();
    const atMs = time.now();
    account.sandbox.withdrawVault({ serviceAccountId: desk.token.serviceAccountId, vault: desk.vaultId });
    await nextTurn();
    const at = new Date(atMs).toISOString();
    expect(await accessOf(desk)).toEqual({ kind: 'vault_access_revoked', vault: desk.manager.name, at });
    const [event] = (await toldOf(desk)).filter(({ verb }) => verb.includes('vault_access'));
    expect(event).toMatchObject({
      verb: 'secret_manager.vault_access_revoked',
      actor: { kind: 'system' },
      details: { vault: desk.vaultId, at },
    });
    expect(JSON.stringify(event?.details)).not.toContain(desk.manager.name);
    expect(JSON.stringify(event)).not.toContain(desk.token.serviceAccountId);
    await expect.poll(() => valuesOf(desk.key).catch(({ code }) => code)).not.toEqual({ f0: 'v' });
  });

  it('names the vault to those alone who may use something in it, or change the secret manager', async () => {
    const desk = await listeningDesk();
    account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: desk.vaultId });
    await nextTurn();
    const shownTo = async (caller: Caller, ...patterns: string[]) => {
      const projects = [{ projectId: team.id, patterns }];
      await setAccess({ caller: admin, input: { id: desk.manager.id, projects } });
      const { changeFeed } = await getManager({ caller, input: { id: desk.manager.id } });
      expect(changeFeed.access).toMatchObject({ kind: 'vault_access_granted' });
      return changeFeed.access?.vault;
    };
    expect(await shownTo(builder, 'op://Elsewhere/**')).toBeNull();
    expect(await shownTo(support, 'op://Elsewhere/**')).toBeNull();
    expect(await shownTo({ ...admin, projects: [team.id] }, 'op://Elsewhere/**')).toBeNull();
    expect(await shownTo(builder, `op://${desk.manager.name}/Stripe/*`)).toBe(desk.manager.name);
    expect(await shownTo(builder, `op://${desk.vaultId}/**`)).toBe(desk.manager.name);
    expect(await shownTo(admin, 'op://Elsewhere/**')).toBe(desk.manager.name);
  });

  it('of a vault in which nothing is bound or cached is not told', async () => {
    const desk = await listeningDesk();
    const { id: vault } = account.sandbox.createVault({ name: 'Elsewhere' });
    account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault });
    await nextTurn();
    expect(await accessOf(desk)).toBeNull();
    expect(await database().changeDue.count()).toBe(0);
  });

  it('of a service account token is told to every secret manager of the account, and its own is looked at', async () => {
    const desk = await listeningDesk();
    const other = await listeningDesk();
    account.sandbox.revokeToken(desk.token.serviceAccountId);
    await nextTurn();
    for (const each of [desk, other])
      expect(await accessOf(each)).toMatchObject({ kind: 'account_token_revoked', vault: null });
    const statusOf = async ({ manager }: Desk) =>
      (await getManager({ caller: admin, input: { id: manager.id } })).status;
    await expect.poll(() => statusOf(desk)).toBe('refused');
    expect(await statusOf(other)).toBe('connected');
  });

  it('is told once where the event comes twice, and once with a number where there are many', async () => {
    const desk = await listeningDesk();
    const access = { serviceAccountId: desk.token.serviceAccountId, vault: desk.vaultId };
    account.events.setArrival({ isTwice: true });
    for (let time = 0; time < 3; time += 1) account.sandbox.grantVault(access);
    account.events.setArrival({});
    await nextTurn();
    const told = (await toldOf(desk)).filter(({ verb }) => verb.includes('vault_access'));
    expect(told).toMatchObject([{ details: { count: 3 } }]);
  });
});

describe('the account of a feed', () => {
  /** A desk that binds nothing, a day after an item was changed in a vault. */
  async function afterADay(vaultOf: (desk: Desk) => string) {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    time.advance(1_000);
    const changeFeed = { token: account.events.mintToken().token, origin: account.events.address };
    await updateManager({ caller: admin, input: { id: desk.manager.id, patch: { changeFeed } } });
    await nextTurn();
    const { vault, item } = account.sandbox.findItem(vaultOf(desk), 'Stripe');
    account.sandbox.updateItem({ vault, item, field: 'key', value: 'w' });
    await nextTurn();
    time.advance(25 * 3_600_000);
    await nextTurn();
    return (await getManager({ caller: admin, input: { id: desk.manager.id } })).changeFeed;
  }

  it('is known by a vault that the secret manager sees, also where nothing is bound in it', async () => {
    expect(await afterADay(({ vaultId }) => vaultId)).toMatchObject({
      mayBeOfAnotherAccount: false,
    });
  });

  it('may be another one where no event names such a vault', async () => {
    const other = await connectDesk(account.sandbox, { Stripe: { key: 'v' } });
    expect(await afterADay(() => other.vaultId)).toMatchObject({
      mayBeOfAnotherAccount: true,
    });
  });
});

describe('requests to a feed', () => {
  it('are counted against the limit of its own, and not against that of the secret manager', async () => {
    const desk = await listeningDesk();
    const quotaOf = async () => {
      const { items } = await listQuota({ caller: admin, input: { limit: 200 } });
      return items.find(({ secretManagerId }) => secretManagerId === desk.manager.id);
    };
    const before = await quotaOf();
    expect(before?.changeFeed).toMatchObject({ limit: 30_000, windowMs: 3_600_000 });
    await nextTurn();
    const after = await quotaOf();
    expect(after?.changeFeed?.used).toBe((before?.changeFeed?.used ?? 0) + 2);
    expect(after?.tokenHour.used).toBe(before?.tokenHour.used);
  });
});
