import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { entriesHeld } from '@/lib/cache/memory';
import { bind, sourceOf, valuesOf } from '@/lib/connections/testing/bound';
import { admin, readerOf } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { messageFor } from '@/lib/kernel/message';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { breakerOf } from '@/lib/quota/gate';
import { browseFields, browseItems } from './browse';
import { checkReference } from './check';
import { openDirectory } from './directory';
import { reachManager } from './manager';
import { refreshesSettled } from './refresh-ahead';
import { refreshByListing } from './refresh-vault';
import { resolveReferences } from './resolve';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
const cut = {
  text: '{"sections":[{"name":"s","title":"S","fields":[{"n":"x","t":"secret","k":"string","v":"cut \\ud83d"}]}]}',
};
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock(Date.now() + 60 * minuteMs);
  setClock(time);
});

afterEach(() => setClock(systemClock));

/** A vault of items, each bound by a connection of its own, all of them read. */
async function inUse(titles: readonly string[]): Promise<{ desk: Desk; keys: string[] }> {
  const desk = await connectDesk(
    account.sandbox,
    Object.fromEntries(titles.map((title) => [title, { secret: `value of ${title}` }])),
  );
  const keys: string[] = [];
  for (const title of titles)
    keys.push(await bind(desk, { secret: `op://${desk.manager.name}/${title}/secret` }));
  for (const key of keys) await valuesOf(key);
  return { desk, keys };
}

const titlesOf = (count: number) => Array.from({ length: count }, (_, at) => `Item ${at}`);
const placeOf = ({ vaultId }: Desk, title: string) => account.sandbox.findItem(vaultId, title);
const statusOf = ({ manager }: Desk) =>
  database().secretManager.findUniqueOrThrow({ where: { id: manager.id }, select: { status: true } });

describe('an item whose contents the vendor’s core cannot decode', () => {
  it('is its own trouble: its neighbours stay fresh, a rotation is seen, and the account is known to be well', async () => {
    const { desk, keys } = await inUse(titlesOf(6));
    const [first = '', second = '', ...others] = keys;
    account.sandbox.setRawContent({ ...placeOf(desk, 'Item 0'), details: cut });
    account.sandbox.updateItem({ ...placeOf(desk, 'Item 1'), field: 'secret', value: 'rotated' });
    time.advance(4.5 * minuteMs);
    for (const key of keys) await valuesOf(key);
    await refreshesSettled();
    expect(await valuesOf(second)).toEqual({ secret: 'rotated' });
    for (const key of others)
      expect(await sourceOf(key, 'secret')).toMatchObject({ state: 'fresh', ageMs: 0 });
    await expect(valuesOf(first)).rejects.toMatchObject({ code: 'secret_unreadable' });
    const row = { secretManagerId: desk.manager.id, state: 'absent' };
    expect(await database().cacheEntry.findMany({ where: row })).toMatchObject([
      { absentCode: 'secret_unreadable', absentMessage: '{"key":"itemUnreadable"}', absentCount: 1 },
    ]);
    expect([await breakerOf(desk.manager.id), await statusOf(desk)]).toEqual([
      { state: 'closed' },
      { status: 'connected' },
    ]);
  });

  it('is asked for again after a minute, then less and less often, and found when it is repaired', async () => {
    const { desk, keys } = await inUse(['Item 0']);
    const [key = ''] = keys;
    account.sandbox.setRawContent({ ...placeOf(desk, 'Item 0'), details: cut });
    time.advance(11 * minuteMs);
    const asks = async () => {
      account.sandbox.clearLog();
      await valuesOf(key).catch(() => undefined);
      return account.sandbox.requests().length > 0;
    };
    const asked: boolean[] = [];
    for (const afterMs of [0, 0.5, 0.6, 1.5, 0.6, 3.5, 0.6]) {
      time.advance(afterMs * minuteMs);
      asked.push(await asks());
    }
    expect(asked).toEqual([true, false, true, false, true, false, true]);
    account.sandbox.setRawContent({
      ...placeOf(desk, 'Item 0'),
      details: { text: cut.text.replace('cut \\ud83d', 'well') },
    });
    const reference = `op://${desk.vaultId}/${placeOf(desk, 'Item 0').item}/secret`;
    time.advance(5_000);
    expect(
      await checkReference({ caller: admin, input: { secretManagerId: desk.manager.id, reference } }),
    ).toMatchObject({ ok: true });
  });
});

describe('an item that was renamed to hold a NUL', () => {
  it('is kept with its title cleaned, and so is what was read with it', async () => {
    const { desk, keys } = await inUse(titlesOf(8));
    account.sandbox.renameItem({ ...placeOf(desk, 'Item 0'), title: 'a\u0000b' });
    time.advance(4.5 * minuteMs);
    await valuesOf(keys[0] ?? '');
    await refreshesSettled();
    account.sandbox.clearLog();
    for (let second = 0; second < 12; second += 1) {
      time.advance(1_000);
      for (const key of keys)
        expect(await sourceOf(key, 'secret')).toMatchObject({ source: 'memory', state: 'fresh' });
    }
    await refreshesSettled();
    expect(account.sandbox.requests()).toEqual([]);
    const shown = await database().cacheEntry.findMany({
      where: { secretManagerId: desk.manager.id, shownReference: { contains: 'a\ufffdb' } },
    });
    expect(shown).toHaveLength(1);
  });
});

describe('an item that keeps its vault from being listed', () => {
  const spoilTitle = (desk: Desk) =>
    account.sandbox.setRawContent({
      ...placeOf(desk, 'Item 0'),
      overview: { text: '{"title":"cut \\ud83d"}' },
    });

  it('leaves the others in the picker, as far as they are known, and says why some are missing', async () => {
    const { desk } = await inUse(['Item 0', 'Item 1', 'Item 2']);
    spoilTitle(desk);
    const listed = await browseItems({
      caller: admin,
      input: { id: desk.manager.id, vaultId: desk.vaultId, age: 'new' },
    });
    expect(listed.items.map(({ title, category }) => [title, category])).toEqual([
      ['Item 1', 'ApiCredentials'],
      ['Item 2', 'ApiCredentials'],
    ]);
    expect(listed.unreadable).toEqual(messageFor('vaultUnlistable'));
    expect(await breakerOf(desk.manager.id)).toEqual({ state: 'closed' });
  });

  it('keeps what is asked for by name from being found only where it was never found before', async () => {
    const { desk } = await inUse(['Item 0', 'Item 1', 'Item 2']);
    const read = async (title: string) => {
      const reference = `op://${desk.manager.name}/${title}/secret`;
      const { results } = await resolveReferences({
        caller: readerOf(desk.manager),
        input: { secretManagerId: desk.manager.id, references: [reference] },
      });
      return results.map((result) => (result.ok ? textOfSecret(result.value) : result.error.code))[0];
    };
    expect(await read('Item 2')).toBe('value of Item 2');
    account.sandbox.updateItem({ ...placeOf(desk, 'Item 2'), field: 'secret', value: 'rotated' });
    spoilTitle(desk);
    time.advance(11 * minuteMs);
    expect(await read('Item 2')).toBe('rotated');
    expect(await read('Item 9')).toBe('secret_unreadable');
    // Called otherwise since, it may not be what the name means.
    account.sandbox.renameItem({ ...placeOf(desk, 'Item 2'), title: 'Other' });
    time.advance(11 * minuteMs);
    expect(await read('Item 2')).toBe('secret_unreadable');
    expect(await breakerOf(desk.manager.id)).toEqual({ state: 'closed' });
  });

  it('is refreshed by id where a listing would have told what changed, and is not listed again so soon', async () => {
    const { desk, keys } = await inUse(['Item 0', 'Item 1', 'Item 2']);
    spoilTitle(desk);
    account.sandbox.updateItem({ ...placeOf(desk, 'Item 1'), field: 'secret', value: 'rotated' });
    const { id, credentialRevision } = await reachManager(admin, desk.manager.id);
    const held = entriesHeld(id, credentialRevision).flatMap(({ entry }) =>
      entry.state === 'value' ? [{ entry, isKept: true }] : [],
    );
    const listings = async () => {
      account.sandbox.clearLog();
      await refreshByListing(await reachManager(admin, desk.manager.id), desk.vaultId, held);
      return account.sandbox.counts()['items/overviews'] ?? 0;
    };
    expect([await listings(), await listings()]).toEqual([1, 0]);
    expect(await valuesOf(keys[1] ?? '')).toEqual({ secret: 'rotated' });
    time.advance(10 * minuteMs);
    expect(await listings()).toBe(1);
  });

  it('is an answer: it closes a breaker that an outage opened', async () => {
    const { desk } = await inUse(['Item 0', 'Item 1']);
    spoilTitle(desk);
    const input = { id: desk.manager.id, vaultId: placeOf(desk, 'Item 1').vault, age: 'new' } as const;
    const itemId = placeOf(desk, 'Item 0').item;
    const fault = account.sandbox.injectFault({ kind: 'status', status: 503 });
    await expect(browseItems({ caller: admin, input })).rejects.toMatchObject({
      code: 'provider_unavailable',
    });
    expect(await breakerOf(desk.manager.id)).toMatchObject({ state: 'open' });
    fault.remove();
    time.advance(minuteMs);
    await expect(browseFields({ caller: admin, input: { ...input, itemId } })).rejects.toMatchObject({
      code: 'secret_unreadable',
    });
    expect([await breakerOf(desk.manager.id), await statusOf(desk)]).toEqual([
      { state: 'closed' },
      { status: 'connected' },
    ]);
  });

  it('makes a scan look at the others by id, and calls none of them deleted', async () => {
    const { desk } = await inUse(['Item 0', 'Item 1']);
    spoilTitle(desk);
    const directory = openDirectory(await reachManager(admin, desk.manager.id), admin);
    expect([await directory.items(desk.vaultId), directory.isUnlistable(desk.vaultId)]).toEqual([
      new Map(),
      true,
    ]);
    const well = placeOf(desk, 'Item 1').item;
    expect((await directory.contents(desk.vaultId, [well])).get(well)).toMatchObject({
      ok: true,
      title: 'Item 1',
    });
  });
});
