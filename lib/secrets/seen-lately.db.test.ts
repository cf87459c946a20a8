import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createConnection } from '@/lib/connections/create';
import { bind, valuesOf } from '@/lib/connections/testing/bound';
import { admin, builder, ofTeam, support } from '@/lib/connections/testing/callers';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { browseFields } from './browse';
import { checkReference } from './check';
import { clearEntries } from './clear-entries';

useTestDatabase();
const account = useTestAccount();
const minuteMs = 60_000;
let time: ReturnType<typeof manualClock>;

beforeEach(() => {
  time = manualClock();
  setClock(time);
});
afterEach(() => setClock(systemClock));

const at = ({ manager }: Desk, item: string, field: string) => `op://${manager.name}/${item}/${field}`;
const placeOf = ({ vaultId }: Desk, title: string) => account.sandbox.findItem(vaultId, title);
const check = ({ manager }: Desk, reference: string, caller = admin) =>
  checkReference({ caller, input: { secretManagerId: manager.id, reference } });

/** How many requests some work costs, and on which routes. */
async function requestsOf(work: () => Promise<unknown>): Promise<string[]> {
  const before = account.sandbox.requests().length;
  await work();
  return account.sandbox
    .requests()
    .slice(before)
    .map(({ route }) => route);
}

const items = (count: number) =>
  Object.fromEntries(
    Array.from({ length: count }, (_, n) => [`Item ${n}`, { one: `1 of ${n}`, two: `2 of ${n}` }]),
  );

describe('what was seen at the provider lately', () => {
  it('binds the other fields of an item that was read, by names and by ids, for nothing', async () => {
    const desk = await connectDesk(account.sandbox, items(1));
    const { item } = placeOf(desk, 'Item 0');
    await bind(desk, { first: at(desk, 'Item 0', 'one') });
    for (const reference of [at(desk, 'Item 0', 'two'), `op://${desk.vaultId}/${item}/two`]) {
      expect(await requestsOf(() => bind(desk, { second: reference }))).toEqual([]);
    }
    const key = await bind(desk, { third: at(desk, 'item 0', 'TWO') });
    expect(await valuesOf(key)).toEqual({ third: '2 of 0' });
  });

  it('binds what was listed in the picker', async () => {
    const desk = await connectDesk(account.sandbox, items(1));
    const { item } = placeOf(desk, 'Item 0');
    const input = { id: desk.manager.id, vaultId: desk.vaultId, itemId: item };
    const { fields } = await browseFields({ caller: admin, input });
    const reference = fields.find(({ title }) => title === 'two')?.reference ?? '';
    expect(await requestsOf(() => check(desk, reference))).toEqual([]);
    let key = '';
    expect(
      await requestsOf(async () => {
        key = await bind(desk, { secret: reference });
      }),
    ).toEqual([]);
    expect(await valuesOf(key)).toEqual({ secret: '2 of 0' });
  });

  it('never says that something is not there: that is asked for', async () => {
    const desk = await connectDesk(account.sandbox, items(1));
    await bind(desk, { secret: at(desk, 'Item 0', 'one') });
    account.sandbox.createItem({
      vault: desk.vaultId,
      title: 'New',
      category: 'ApiCredentials',
      fields: [{ label: 'one', type: 'Concealed', value: 'new' }],
    });
    account.sandbox.updateItem({ ...placeOf(desk, 'Item 0'), field: 'added', value: 'added' });
    expect(await check(desk, at(desk, 'New', 'one'))).toMatchObject({ ok: true });
    expect(await check(desk, at(desk, 'Item 0', 'added'))).toMatchObject({ ok: true });
    expect(await check(desk, at(desk, 'Never', 'one'))).toMatchObject({
      ok: false,
      code: 'secret_not_found',
    });
  });

  it('answers by the old name within the fresh time, and not after it', async () => {
    const desk = await connectDesk(account.sandbox, items(1));
    await bind(desk, { secret: at(desk, 'Item 0', 'one') });
    account.sandbox.renameItem({ ...placeOf(desk, 'Item 0'), title: 'Renamed' });
    expect(await check(desk, at(desk, 'Item 0', 'two'))).toMatchObject({ ok: true });
    time.advance(5 * minuteMs);
    expect(await check(desk, at(desk, 'Item 0', 'two'))).toMatchObject({
      ok: false,
      code: 'secret_not_found',
    });
    expect(await check(desk, at(desk, 'Renamed', 'two'))).toMatchObject({ ok: true });
  });

  it('is asked for again after a clear, and under another token', async () => {
    const desk = await connectDesk(account.sandbox, items(1));
    const two = at(desk, 'Item 0', 'two');
    await bind(desk, { secret: at(desk, 'Item 0', 'one') });
    expect(await requestsOf(() => check(desk, two))).toEqual([]);
    time.advance(1);
    await clearEntries({ caller: admin, input: { secretManagerId: desk.manager.id } });
    time.advance(1);
    expect(await requestsOf(() => check(desk, two))).toEqual(['vaults', 'items/overviews', 'items/batch']);
    expect(await requestsOf(() => check(desk, two))).toEqual([]);
    const { token } = account.sandbox.mintToken({ vaults: [desk.vaultId] });
    const patch = { config: { serviceAccountToken: token } };
    await updateManager({ caller: admin, input: { id: desk.manager.id, patch } });
    expect(await requestsOf(() => check(desk, two))).toContain('items/batch');
  });

  it('repairs for workloads what was cached as absent', async () => {
    const desk = await connectDesk(account.sandbox, items(1));
    const key = await bind(desk, { secret: at(desk, 'Item 0', 'one') });
    const place = placeOf(desk, 'Item 0');
    account.sandbox.archiveItem(place);
    time.advance(60 * 24 * 60 * minuteMs);
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'secret_not_found' });
    account.sandbox.restoreItem(place);
    time.advance(10_000);
    await check(desk, at(desk, 'Item 0', 'two'));
    expect(await check(desk, at(desk, 'Item 0', 'one'))).toMatchObject({ ok: true });
    expect(await requestsOf(() => valuesOf(key))).toEqual([]);
    expect(await valuesOf(key)).toEqual({ secret: '1 of 0' });
  });
});

describe('what somebody may not use', () => {
  it('is refused although it was seen, and looked for like what is not there', async () => {
    const desk = await connectDesk(account.sandbox, items(3));
    await bind(desk, { secret: at(desk, 'Item 0', 'one') });
    await bind(desk, { secret: at(desk, 'Item 1', 'one') });
    const patterns = [`op://${desk.manager.name}/Item 0/**`];
    const [project] = ofTeam.projectIds;
    await setAccess({
      caller: admin,
      input: { id: desk.manager.id, projects: [{ projectId: project ?? '', patterns }] },
    });
    const bindAs = (name: string, reference: string) =>
      createConnection({
        caller: builder,
        input: {
          key: name,
          name,
          app: 'custom',
          ...ofTeam,
          fields: { secret: { secretManagerId: desk.manager.id, reference } },
        },
      });
    expect(await requestsOf(() => bindAs('allowed', at(desk, 'Item 0', 'two')))).toEqual([]);
    for (const item of ['Item 1', 'Item 2', 'Never']) {
      const asked = await requestsOf(() =>
        expect(bindAs('refused', at(desk, item, 'two'))).rejects.toMatchObject({ code: 'secret_forbidden' }),
      );
      expect(asked.slice(0, 2)).toEqual(['vaults', 'items/overviews']);
    }
  });

  it('cannot be guessed for nothing by those who may not list it', async () => {
    const desk = await connectDesk(account.sandbox, items(1));
    await bind(desk, { secret: at(desk, 'Item 0', 'one') });
    expect(await requestsOf(() => check(desk, at(desk, 'Item 0', 'two'), support))).not.toEqual([]);
  });
});

describe('items that are looked up one after the other', () => {
  it('bring the others of their vault along from the second one on', async () => {
    const desk = await connectDesk(account.sandbox, items(60));
    const look = (n: number) => requestsOf(() => check(desk, at(desk, `Item ${n}`, 'one')));
    // The vaults were seen when the secret manager was connected.
    expect(await look(0)).toEqual(['items/overviews', 'items/batch']);
    expect(await look(1)).toEqual(['items/batch']);
    let later = 0;
    for (let n = 2; n < 60; n += 1) later += (await look(n)).length;
    expect(later).toBe(1);
    expect(await database().cacheEntry.count({ where: { secretManagerId: desk.manager.id } })).toBe(0);
  });

  it('are read although one of the others cannot be, for one request more', async () => {
    const desk = await connectDesk(account.sandbox, items(6));
    account.sandbox.setRawContent({
      ...placeOf(desk, 'Item 3'),
      details: {
        text: '{"sections":[{"name":"s","title":"S","fields":[{"n":"x","t":"y","k":"string","v":"cut \\ud83d"}]}]}',
      },
    });
    const look = (n: number) => requestsOf(() => check(desk, at(desk, `Item ${n}`, 'one')));
    await look(0);
    expect(await look(1)).toEqual(['items/batch', 'items/batch']);
    expect(await look(2)).toEqual(['items/batch']);
    expect(await check(desk, at(desk, 'Item 4', 'one'))).toMatchObject({ ok: true });
  });
});
