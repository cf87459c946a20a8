import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { getManager } from '@/lib/managers/get';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { seededRandom } from '@/lib/providers/onepassword/testing/seeded-random';
import { useTestAccount } from '@/lib/providers/testing/account';
import { hearFeeds } from './hear';
import { listenToFeeds } from './schedule';

useTestDatabase();
const account = useTestAccount();
const hourMs = 3_600_000;
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock(Date.now());
  setClock(time);
});

afterEach(async () => {
  account.events.clearFaults();
  account.events.setArrival({});
  account.events.setTelling(true);
  await database().changeFeed.deleteMany({});
  setClock(systemClock);
});

/** A desk whose values stay fresh for an hour, and that is told what is changed. */
async function listeningDesk(items: Parameters<typeof connectDesk>[1]): Promise<Desk & { key: string }> {
  const desk = await connectDesk(account.sandbox, items);
  const references = Object.keys(items).map((title, at) => [
    `f${at}`,
    `op://${desk.manager.name}/${title}/key`,
  ]);
  const key = await bind(desk, Object.fromEntries(references));
  await give(desk);
  await valuesOf(key);
  await nextTurn();
  return { ...desk, key };
}

async function give({ manager }: Pick<Desk, 'manager'>, token = account.events.mintToken().token) {
  // What was changed before belongs to no test of a feed.
  await new Promise((resolve) => setTimeout(resolve, 5));
  time.advance(Math.max(0, Date.now() - time.now()));
  return updateManager({
    caller: admin,
    input: {
      id: manager.id,
      patch: { policy: { freshMs: hourMs }, changeFeed: { token, origin: account.events.address } },
    },
  });
}

/** The next turn of the feeds, ten seconds later. */
async function nextTurn() {
  time.advance(10_000);
  await listenToFeeds();
}

const feedOf = async ({ manager }: Pick<Desk, 'manager'>) =>
  (await getManager({ caller: admin, input: { id: manager.id } })).changeFeed;

function rotate({ vaultId }: Desk, title: string, value: string) {
  const { sandbox } = account;
  const { vault, item } = sandbox.findItem(vaultId, title);
  sandbox.updateItem({ vault, item, field: 'key', value });
}

/** Items that were read since the log was cleared. */
const reads = () => account.sandbox.requests().filter(({ route }) => route.startsWith('item')).length;

describe('a rotation that the feed tells', () => {
  it('is served after the next turn, although the value would be fresh for an hour', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'before' } });
    rotate(desk, 'Stripe', 'after');
    expect(await valuesOf(desk.key)).toEqual({ f0: 'before' });
    await nextTurn();
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
    expect(await feedOf(desk)).toMatchObject({ state: 'listening', changesSeen: 1 });
    expect((await feedOf(desk)).delayMs).toBeGreaterThanOrEqual(0);
  });

  it('is of a variable of an Environment as well', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'k' } });
    const { sandbox } = account;
    const { id } = sandbox.createEnvironment({ name: 'Shop', variables: [{ name: 'A', value: 'before' }] });
    sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: id });
    const key = await bind(desk, { a: `op-environment://${id}/A` });
    await valuesOf(key);
    await nextTurn();
    sandbox.updateItem({ ...sandbox.variablesItem(id), field: 'A', value: 'after' });
    await nextTurn();
    expect(await valuesOf(key)).toEqual({ a: 'after' });
  });

  it('is told to every secret manager of the account, by one cursor', async () => {
    const one = await listeningDesk({ Stripe: { key: 'before' } });
    const other = await listeningDesk({ Stripe: { key: 'before' } });
    expect(await database().changeFeed.count()).toBe(1);
    rotate(one, 'Stripe', 'of one');
    rotate(other, 'Stripe', 'of the other');
    account.events.clearLog();
    await nextTurn();
    expect(account.events.requests().map(({ route }) => route)).toEqual(['itemusages', 'auditevents']);
    expect(await valuesOf(one.key)).toEqual({ f0: 'of one' });
    expect(await valuesOf(other.key)).toEqual({ f0: 'of the other' });
  });

  it('is read with the token that tells most, also where one that tells less was given later', async () => {
    await listeningDesk({ Stripe: { key: 'k' } });
    const other = await listeningDesk({ Stripe: { key: 'before' } });
    await give(other, account.events.mintToken({ features: ['itemusages'] }).token);
    account.events.clearLog();
    await nextTurn();
    expect(account.events.requests().map(({ route }) => route)).toEqual(['itemusages', 'auditevents']);
  });

  it('costs nothing where it is of what nobody has bound, and our own reads count as no change', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'k' } });
    const other = await connectDesk(account.sandbox, { Other: { key: 'o' } });
    rotate(other, 'Other', 'another');
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'Stripe');
    account.events.tellUse({ vault, item, action: 'server-fetch' });
    account.sandbox.clearLog();
    await nextTurn();
    expect(reads()).toBe(0);
    expect(await database().changeDue.count()).toBe(0);
  });

  it('costs one request for a burst of 5,000 changes among which three items are bound', async () => {
    const elsewhere = await connectDesk(account.sandbox, { Busy: { key: '0' } });
    const desk = await listeningDesk({ A: { key: 'a' }, B: { key: 'b' }, C: { key: 'c' } });
    for (let at = 0; at < 5_000; at += 1) {
      if (at % 1_000 === 0) for (const title of ['A', 'B', 'C']) rotate(desk, title, `${title} ${at}`);
      rotate(elsewhere, 'Busy', String(at));
    }
    account.sandbox.clearLog();
    await nextTurn();
    expect(reads()).toBe(1);
    expect(await valuesOf(desk.key)).toEqual({ f0: 'A 4000', f1: 'B 4000', f2: 'C 4000' });
    expect((await feedOf(desk)).changesSeen).toBe(5_015);
  });
});

describe('a listener that is killed', () => {
  it('loses no change and tells none twice: the cursor moves with what it told', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'before' } });
    rotate(desk, 'Stripe', 'after');
    time.advance(10_000);
    // It heard, and died before it read anything.
    await hearFeeds();
    expect(await database().changeDue.count()).toBeGreaterThan(0);
    account.sandbox.clearLog();
    await nextTurn();
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
    expect(reads()).toBe(1);
    await nextTurn();
    expect(reads()).toBe(1);
    expect(await feedOf(desk)).toMatchObject({ changesSeen: 1 });
  });

  it.each([1, 2, 3])(
    'in the middle of a turn holds the feed up for 30 seconds at most (seed %i)',
    async (seed) => {
      const { next: random } = seededRandom(seed);
      const desk = await listeningDesk({ Stripe: { key: 'v0' } });
      let told = 0;
      for (let round = 1; round <= 6; round += 1) {
        const changes = 1 + Math.floor(random() * 3);
        for (let at = 0; at < changes; at += 1) rotate(desk, 'Stripe', `v${round}.${at}`);
        told += changes;
        const isKilled = random() < 0.5;
        // The turn was taken, and nothing came of it.
        if (isKilled) {
          const heldUntil = new Date(time.now() + 30_000);
          await database().changeFeed.updateMany({ data: { heldUntil } });
        }
        for (let turn = 0; turn < 4; turn += 1) await nextTurn();
        expect(await valuesOf(desk.key)).toEqual({ f0: `v${round}.${changes - 1}` });
      }
      expect((await feedOf(desk)).changesSeen).toBe(told);
    },
  );

  it('takes a page in once, also where two processes have asked for it', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'before' } });
    rotate(desk, 'Stripe', 'after');
    time.advance(10_000);
    await Promise.all([hearFeeds(), hearFeeds()]);
    expect((await feedOf(desk)).changesSeen).toBe(1);
  });
});

describe('events that come late, twice and out of order', () => {
  it.each([11, 12, 13])('are each told once (seed %i)', async (seed) => {
    const desk = await listeningDesk({ A: { key: 'a0' }, B: { key: 'b0' } });
    account.events.setArrival({ lateMs: 30, isTwice: true, random: seededRandom(seed).next });
    for (let at = 1; at <= 20; at += 1) rotate(desk, at % 2 ? 'A' : 'B', `v${at}`);
    await new Promise((resolve) => setTimeout(resolve, 60));
    await nextTurn();
    expect(await valuesOf(desk.key)).toEqual({ f0: 'v19', f1: 'v20' });
    expect((await feedOf(desk)).changesSeen).toBe(20);
  });
});

describe('a feed that is refused, silent or limited', () => {
  it('says that its token is refused, and values go on by the policy', async () => {
    const desk = await connectDesk(account.sandbox, { Stripe: { key: 'before' } });
    const key = await bind(desk, { f0: `op://${desk.manager.name}/Stripe/key` });
    const token = account.events.mintToken();
    await give(desk, token.token);
    await valuesOf(key);
    account.events.revokeToken(token.id);
    await nextTurn();
    expect(await feedOf(desk)).toMatchObject({ state: 'refused' });
    rotate(desk, 'Stripe', 'after');
    expect(await valuesOf(key)).toEqual({ f0: 'before' });
    time.advance(2 * hourMs);
    await expect.poll(() => valuesOf(key)).toEqual({ f0: 'after' });
    account.events.restoreToken(token.id);
    await nextTurn();
    expect(await feedOf(desk)).toMatchObject({ state: 'listening', changesSeen: 1 });
  });

  it('says that it is unreachable, and loses nothing of what it did not hear', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'before' } });
    account.events.injectFault({ kind: 'status', status: 500 });
    rotate(desk, 'Stripe', 'after');
    await nextTurn();
    expect(await feedOf(desk)).toMatchObject({ state: 'unreachable' });
    expect(await valuesOf(desk.key)).toEqual({ f0: 'before' });
    account.events.clearFaults();
    await nextTurn();
    expect(await feedOf(desk)).toMatchObject({ state: 'listening' });
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
  });

  it('says after two minutes without an answer that it is unreachable, whoever listens', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'k' } });
    expect(await feedOf(desk)).toMatchObject({ state: 'listening' });
    time.advance(121_000);
    expect(await feedOf(desk)).toMatchObject({ state: 'unreachable' });
  });

  it('waits a minute after it was limited', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'before' } });
    account.events.injectFault({ kind: 'status', status: 429, times: 1 });
    rotate(desk, 'Stripe', 'after');
    account.events.clearLog();
    for (let turn = 0; turn < 5; turn += 1) await nextTurn();
    expect(account.events.requests()).toHaveLength(1);
    await nextTurn();
    await nextTurn();
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
  });

  it('begins again a little before where its cursor is refused, and counts nothing twice', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'v0' } });
    rotate(desk, 'Stripe', 'v1');
    await nextTurn();
    await database().changeFeed.updateMany({
      data: { cursor: '{"itemusages":"none","auditevents":"none"}' },
    });
    rotate(desk, 'Stripe', 'v2');
    await nextTurn();
    expect(await valuesOf(desk.key)).toEqual({ f0: 'v2' });
    expect((await feedOf(desk)).changesSeen).toBe(2);
  });

  it('tries what it was told again where the secret manager cannot be read', async () => {
    const desk = await listeningDesk({ Stripe: { key: 'before' } });
    rotate(desk, 'Stripe', 'after');
    account.sandbox.injectFault({ kind: 'status', status: 503 });
    await nextTurn();
    account.sandbox.clearFaults();
    for (let turn = 0; turn < 12; turn += 1) await nextTurn();
    expect(await valuesOf(desk.key)).toEqual({ f0: 'after' });
    expect(await database().changeDue.count()).toBe(0);
  });
});
