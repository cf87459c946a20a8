import { afterEach, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { manualClock, systemClock } from '@/lib/kernel/clock';
import { setAccess } from '@/lib/managers/access';
import { updateManager } from '@/lib/managers/update';
import { setClock } from '@/lib/platform/clock';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listEntries } from '@/lib/secrets/list-entries';
import { readTimeline } from '@/lib/secrets/read-timeline';
import { duplicateConnection } from './duplicate';
import { getConnection } from './get';
import { testConnection } from './test';
import { bind, valuesOf } from './testing/bound';
import { admin, builder, support, team } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();
const gone = { code: 'secret_not_found' };

let time = manualClock(Date.now());

afterEach(() => {
  account.sandbox.clearFaults();
  setClock(systemClock);
});

/** A connection bound to an item, and a clock to pass the times in which an answer is remembered. */
async function bound(fields: Record<string, string> = { secret: 'secret' }) {
  time = manualClock(Date.now());
  setClock(time);
  const desk = await connectDesk(account.sandbox, { App: { secret: 'before', user: 'u' } });
  const place = (field: string) => `op://${desk.manager.name}/App/${field}`;
  const key = await bind(
    desk,
    Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, place(field)])),
  );
  return { desk, key, place };
}

function follow({ manager }: Desk, followNames = true) {
  return updateManager({ caller: admin, input: { id: manager.id, patch: { followNames } } });
}

/** As tools that re-create items at each rotation do. */
function recreate({ vaultId }: Desk, value: string, title = 'App') {
  const { vault, item } = account.sandbox.findItem(vaultId, 'App');
  account.sandbox.deleteItem({ vault, item });
  make(vaultId, value, title);
}

function make(vault: string, value: string, title = 'App') {
  const fields = [
    { label: 'secret', type: 'Concealed' as const, value },
    { label: 'user', type: 'Concealed' as const, value: 'u2' },
  ];
  account.sandbox.createItem({ vault, title, category: 'ApiCredentials', fields });
}

/** Past everything that is fresh, or remembered as absent. */
const pass = () => time.advance(20 * 60_000);
const viewOf = (key: string) => getConnection({ caller: builder, input: { key } });
const eventsOf = async (verb: 'connection.followed_name') =>
  (await listEvents({ caller: admin, input: { verb } })).items;

describe('an item that was removed and came back under the same name', () => {
  it('is not found, unless somebody chose otherwise', async () => {
    const { desk, key } = await bound();
    recreate(desk, 'after');
    pass();
    await expect(valuesOf(key)).rejects.toMatchObject(gone);
  });

  it('takes its place where its secret manager follows names, and the connection, audit and timelines say so', async () => {
    const { desk, key } = await bound({ one: 'secret', two: 'user' });
    await follow(desk);
    const before = await viewOf(key);
    const { items: entries } = await listEntries({
      caller: support,
      input: { secretManagerId: desk.manager.id },
    });
    recreate(desk, 'after');
    pass();
    expect(await valuesOf(key)).toEqual({ one: 'after', two: 'u2' });
    const after = await viewOf(key);
    expect(after.revision).toBe(before.revision + 1);
    expect(after.fields.one).toMatchObject({ shownReference: `op://${desk.manager.name}/App/secret` });
    expect(after.fields.one).not.toMatchObject({
      reference: Reflect.get(before.fields.one ?? {}, 'reference'),
    });
    const [event] = await eventsOf('connection.followed_name');
    expect(event).toMatchObject({
      actor: { label: 'system' },
      subject: { id: after.id },
      details: { fields: ['one', 'two'], secretManager: desk.manager.name },
    });
    const now = await listEntries({ caller: support, input: { secretManagerId: desk.manager.id } });
    for (const { subject } of [...entries, ...now.items]) {
      const { items } = await readTimeline({ caller: support, input: { subject, limit: 200 } });
      expect(items).toContainEqual(expect.objectContaining({ kind: 'followed_name', connection: key }));
    }
    account.sandbox.clearLog();
    expect(await valuesOf(key)).toEqual({ one: 'after', two: 'u2' });
    expect(account.sandbox.requests()).toHaveLength(0);
  });

  it('takes it where the field says so, and not where the field says no, whatever the secret manager says', async () => {
    const yes = await bound();
    const no = await bound();
    const set = (key: string, { manager }: Desk, reference: string, followName: boolean) =>
      updateConnection({
        caller: admin,
        input: { key, patch: { fields: { secret: { secretManagerId: manager.id, reference, followName } } } },
      });
    await set(yes.key, yes.desk, yes.place('secret'), true);
    await set(no.key, no.desk, no.place('secret'), false);
    await follow(no.desk);
    expect((await viewOf(yes.key)).fields.secret).toMatchObject({ followName: true });
    const copy = 'copy-that-follows';
    await duplicateConnection({ caller: admin, input: { key: yes.key, as: { key: copy, name: copy } } });
    for (const { desk } of [yes, no]) recreate(desk, 'after');
    pass();
    expect(await valuesOf(yes.key)).toEqual({ secret: 'after' });
    expect(await valuesOf(copy)).toEqual({ secret: 'after' });
    await expect(valuesOf(no.key)).rejects.toMatchObject(gone);
  });

  it.each([
    ['two have the name', (desk: Desk) => make(desk.vaultId, 'another')],
    [
      'it has not the field',
      (desk: Desk) => {
        const { vault, item } = account.sandbox.findItem(desk.vaultId, 'App');
        account.sandbox.removeField({ vault, item, field: 'secret' });
      },
    ],
  ])('is not taken where %s', async (_what, change) => {
    const { desk, key } = await bound();
    await follow(desk);
    recreate(desk, 'after');
    change(desk);
    pass();
    await expect(valuesOf(key)).rejects.toMatchObject(gone);
    expect((await viewOf(key)).revision).toBe(1);
  });

  it('is not taken for a field that somebody removed from an item that is there', async () => {
    const { desk, key } = await bound();
    await follow(desk);
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'App');
    account.sandbox.removeField({ vault, item, field: 'secret' });
    account.sandbox.renameItem({ vault, item, title: 'App of before' });
    make(desk.vaultId, 'after');
    pass();
    await expect(valuesOf(key)).rejects.toMatchObject(gone);
  });

  it('is not taken where the projects of the connection may not use the new one', async () => {
    const { desk, key } = await bound();
    await follow(desk);
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'App');
    const projects = [{ projectId: team.id, patterns: [`op://${vault}/${item}/**`] }];
    await setAccess({ caller: admin, input: { id: desk.manager.id, projects } });
    recreate(desk, 'after');
    pass();
    await expect(valuesOf(key)).rejects.toMatchObject(gone);
    expect((await viewOf(key)).revision).toBe(1);
  });

  it('is looked for once for each time that 1Password says that it is gone, by many connections with one listing', async () => {
    const { desk, key, place } = await bound();
    await follow(desk);
    const keys = [
      key,
      await bind(desk, { secret: place('secret') }),
      await bind(desk, { secret: place('secret') }),
    ];
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'App');
    account.sandbox.deleteItem({ vault, item });
    pass();
    account.sandbox.clearLog();
    for (let turn = 0; turn < 5; turn += 1) {
      for (const each of keys) await expect(valuesOf(each)).rejects.toMatchObject(gone);
    }
    const counts = account.sandbox.counts(desk.token.serviceAccountId);
    // The item, twice since a batch that lacks one is looked into, and one listing.
    expect(counts).toEqual({ 'items/batch': 1, item: 1, 'items/overviews': 1 });
    // Gone for the second time, that is remembered for twice as long.
    time.advance(61_000);
    await expect(valuesOf(key)).rejects.toMatchObject(gone);
    account.sandbox.clearLog();
    time.advance(61_000);
    await expect(valuesOf(key)).rejects.toMatchObject(gone);
    expect(account.sandbox.requests()).toHaveLength(0);
    make(desk.vaultId, 'after');
    pass();
    for (const each of keys) expect(await valuesOf(each)).toEqual({ secret: 'after' });
  });

  it('is looked for at once when a person tests the connection', async () => {
    const { desk, key } = await bound();
    await follow(desk);
    const { vault, item } = account.sandbox.findItem(desk.vaultId, 'App');
    account.sandbox.deleteItem({ vault, item });
    pass();
    await expect(valuesOf(key)).rejects.toMatchObject(gone);
    make(desk.vaultId, 'after');
    const { steps } = await testConnection({ caller: builder, input: { key } });
    expect(steps[0]).toMatchObject({ state: 'ok' });
  });

  it('keeps the others that read at the same moment', async () => {
    const { desk, key } = await bound();
    await follow(desk);
    recreate(desk, 'after');
    pass();
    const both = await Promise.allSettled([valuesOf(key), valuesOf(key), valuesOf(key)]);
    expect(both.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'fulfilled']);
    expect((await viewOf(key)).revision).toBe(2);
  });
});
