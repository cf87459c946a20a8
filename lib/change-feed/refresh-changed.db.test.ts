import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, readerOf } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { updateManager } from '@/lib/managers/update';
import { clock, setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { resolveReferences } from '@/lib/secrets/resolve';
import { listenToFeeds } from './schedule';

useTestDatabase();
const account = useTestAccount(30_000, { now: () => clock().now() });
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock(Date.now());
  setClock(time);
});

afterEach(async () => {
  account.sandbox.clearFaults();
  await database().changeFeed.deleteMany({});
  setClock(systemClock);
});

async function listen({ manager }: Desk) {
  time.advance(1_000);
  const changeFeed = { token: account.events.mintToken().token, origin: account.events.address, trust: {} };
  await updateManager({ caller: admin, input: { id: manager.id, patch: { changeFeed } } });
  await nextTurn();
}

async function nextTurn() {
  time.advance(10_000);
  await listenToFeeds();
}

/** Requests for items, but not for lists of them. */
const reads = () =>
  account.sandbox.requests().filter(({ route }) => route === 'item' || route === 'items/batch').length;

describe('a vault that is told as a whole', () => {
  /** More items than one request reads, so that a listing tells which were changed. */
  async function toldAsAWhole(fault: Parameters<typeof account.sandbox.injectFault>[0]) {
    const titles = Array.from({ length: 51 }, (_, at) => `I${at}`);
    const desk = await connectDesk(
      account.sandbox,
      Object.fromEntries(titles.map((title) => [title, { key: 'v' }])),
    );
    const name = desk.manager.name;
    const key = await bind(
      desk,
      Object.fromEntries(titles.map((title, at) => [`f${at}`, `op://${name}/${title}/key`])),
    );
    await listen(desk);
    await valuesOf(key);
    account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: desk.vaultId });
    account.sandbox.clearLog();
    account.sandbox.injectFault({ ...fault, route: 'items/overviews' });
    await nextTurn();
  }

  it.each([
    ['is limited', { kind: 'status', status: 429 }],
    ['breaks off', { kind: 'reset' }],
  ] as const)('is left to the next attempt where its listing %s', async (_why, fault) => {
    await toldAsAWhole(fault);
    expect(reads()).toBe(0);
    expect(await database().changeDue.findMany()).toMatchObject([{ isContainer: true, attempts: 1 }]);
    account.sandbox.clearFaults();
    for (let turn = 0; turn < 12; turn += 1) await nextTurn();
    expect(await database().changeDue.count()).toBe(0);
  });

  it('has each of its items answer for itself where it may not be listed', async () => {
    await toldAsAWhole({ kind: 'status', status: 403 });
    expect(reads()).toBeGreaterThan(0);
  });
});

describe('what is cached by names and bound nowhere', () => {
  it('is due where it was found, and not for every change of the account', async () => {
    const { sandbox } = account;
    const desk = await connectDesk(sandbox, { A: { key: 'a' } });
    const { id: elsewhere } = sandbox.createVault({ name: `Beside ${desk.manager.name}` });
    const fields = [{ label: 'key', type: 'Concealed' as const, value: 'b' }];
    sandbox.createItem({ vault: elsewhere, title: 'B', category: 'ApiCredentials', fields });
    sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: elsewhere });
    await listen(desk);
    const references = [`op://${desk.manager.name}/A/key`, `op://Beside ${desk.manager.name}/B/key`];
    const input = { secretManagerId: desk.manager.id, references };
    await resolveReferences({ caller: readerOf(desk.manager), input });
    const asked = async () => {
      const rows = await database().cacheEntry.findMany({ where: { secretManagerId: desk.manager.id } });
      return new Map(rows.map(({ reference, generation }) => [reference, generation]));
    };
    const before = await asked();
    expect(before.size).toBe(2);
    sandbox.updateItem({ ...sandbox.findItem(desk.vaultId, 'A'), field: 'key', value: 'after' });
    await nextTurn();
    const after = await asked();
    const read = references.filter((reference) => after.get(reference) !== before.get(reference));
    expect(read).toEqual(references.slice(0, 1));
    expect(await database().changeDue.count()).toBe(0);
  });
});
