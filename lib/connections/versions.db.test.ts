import { beforeAll, describe, expect, it } from 'vitest';
import type { Caller } from '@/lib/kernel/caller';
import { removeManager } from '@/lib/managers/remove';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import { disableConnections } from './disable';
import { getConnection } from './get';
import { listVersions } from './list-versions';
import { previewRestore } from './preview-restore';
import { restoreVersion } from './restore';
import type { FieldInput, UpdateInput } from './schema';
import { tagConnections } from './tag';
import { valuesOf } from './testing/bound';
import { admin, builder, ofTeam, support } from './testing/callers';
import { connectDesk, type Desk, giveBack, grantAll, takeAway } from './testing/desk';
import { updateConnection } from './update';
import { mostVersions } from './version-schema';

useTestDatabase();
const account = useTestAccount();
const otherProject = { id: 'p-other', name: 'Other' };
const stranger: Caller = { ...builder, id: 'u-other', projects: [otherProject.id] };
let desk: Desk;
let made = 0;

beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { Login: { one: 'first', two: 'second' } });
  await database().project.create({ data: otherProject });
});

const bound = (field: string, text?: string): FieldInput => ({
  secretManagerId: desk.manager.id,
  reference: `op://${desk.manager.name}/Login/${field}`,
  ...(text ? { text } : {}),
});

/** A connection of the team to a database: a plain host, a typed user, a bound password. Returns its key. */
async function create(fields: Record<string, FieldInput> = {}): Promise<string> {
  made += 1;
  const key = `history-${made}`;
  await createConnection({
    caller: builder,
    input: {
      key,
      name: key,
      app: 'postgres',
      ...ofTeam,
      fields: {
        host: { value: 'db.example.com' },
        username: { value: 'typed-first' },
        password: bound('one'),
        ...fields,
      },
    },
  });
  return key;
}

const change = (key: string, patch: UpdateInput, caller = builder) =>
  updateConnection({ caller, input: { key, patch } });
const historyOf = async (key: string, caller: Caller = builder) =>
  (await listVersions({ caller, input: { key } })).items;
const preview = (key: string, version: number, caller: Caller = builder) =>
  previewRestore({ caller, input: { key, version } });
const restore = (key: string, version: number, given = {}, caller: Caller = builder) =>
  restoreVersion({ caller, input: { key, version, restore: given } });

describe('the history of a connection', () => {
  it('tells each version field by field: plain values, names of secrets, and of typed ones that they changed', async () => {
    const key = await create();
    await change(key, {
      name: 'Renamed',
      fields: {
        host: { value: 'new.example.com' },
        username: { value: 'typed-second' },
        password: bound('two', 'pw={{secret}}'),
      },
    });
    const [newest, first, ...others] = await historyOf(key, support);
    expect(others).toEqual([]);
    expect(newest).toMatchObject({
      number: 2,
      cause: 'connection.updated',
      by: { kind: 'user', label: builder.label },
      isCurrent: true,
    });
    const vault = desk.manager.name;
    expect(newest?.changes).toEqual([
      { part: 'name', before: key, after: 'Renamed' },
      {
        part: 'field',
        field: 'host',
        before: { kind: 'plain', text: 'db.example.com' },
        after: { kind: 'plain', text: 'new.example.com' },
        isTextChanged: false,
      },
      {
        part: 'field',
        field: 'password',
        before: expect.objectContaining({ kind: 'bound', shownReference: `op://${vault}/Login/one` }),
        after: expect.objectContaining({ shownReference: `op://${vault}/Login/two`, isInText: true }),
        isTextChanged: true,
      },
      {
        part: 'field',
        field: 'username',
        before: { kind: 'secret' },
        after: { kind: 'secret' },
        isTextChanged: false,
      },
    ]);
    expect(first).toMatchObject({ number: 1, cause: 'connection.created', isCurrent: false });
    const told = JSON.stringify(await historyOf(key, admin));
    for (const hidden of ['typed-first', 'typed-second', 'first', 'second', 'pw=']) {
      expect(told).not.toContain(`"${hidden}`);
    }
  });

  it('counts what is no edit too, and nothing that changes nothing', async () => {
    const key = await create();
    await tagConnections({ caller: builder, input: { keys: [key], add: ['eu'] } });
    await disableConnections({ caller: builder, input: { keys: [key] } });
    await change(key, { name: key, fields: { host: { value: 'db.example.com' } } });
    const versions = await historyOf(key);
    expect(versions.map(({ cause }) => cause)).toEqual([
      'connection.disabled',
      'connection.tagged',
      'connection.created',
    ]);
    expect(versions[0]?.changes).toEqual([{ part: 'enabled', before: true, after: false }]);
    expect(versions[1]?.changes).toEqual([{ part: 'tags', before: [], after: ['eu'] }]);
  });

  it('comes in pages that hold while versions are added', async () => {
    const key = await create();
    for (const name of ['a', 'b', 'c']) await change(key, { name });
    const first = await listVersions({ caller: builder, input: { key, limit: 2 } });
    await change(key, { name: 'd' });
    const input = { key, limit: 2, cursor: first.nextCursor ?? '' };
    const second = await listVersions({ caller: builder, input });
    expect([...first.items, ...second.items].map(({ number }) => number)).toEqual([4, 3, 2, 1]);
    expect(second.nextCursor).toBeNull();
  });

  it('keeps the latest versions alone', async () => {
    const key = await create();
    for (let turn = 0; turn <= mostVersions; turn += 1) {
      await tagConnections({ caller: builder, input: { keys: [key], add: [], remove: [], ...tagOf(turn) } });
    }
    const { items } = await listVersions({ caller: builder, input: { key, limit: 200 } });
    expect(items).toHaveLength(mostVersions);
    expect(items.at(-1)).toMatchObject({ number: 3, changes: null });
  });

  it('begins for a connection of before with the state it was found in', async () => {
    const key = await create();
    await database().connectionVersion.deleteMany({ where: { connection: { key } } });
    expect(await historyOf(key)).toMatchObject([{ number: 1, cause: 'recorded', changes: null }]);
    await change(key, { name: 'Later' });
    expect(await historyOf(key)).toMatchObject([
      { number: 2, changes: [{ part: 'name', before: key, after: 'Later' }] },
      { number: 1, cause: 'recorded' },
    ]);
  });

  it('tells what a removed secret manager took, and who removed it', async () => {
    const gone = await connectDesk(account.sandbox, { Login: { one: 'first' } });
    const reference = `op://${gone.manager.name}/Login/one`;
    const key = await create({ password: { secretManagerId: gone.manager.id, reference } });
    await removeManager({ caller: admin, input: { id: gone.manager.id, force: 'yes' } });
    const told = { cause: 'secret_manager.removed', by: { label: admin.label } };
    expect(await historyOf(key)).toMatchObject([told, { number: 1 }]);
    expect(await preview(key, 1)).toMatchObject({
      asks: [{ field: 'password', reason: 'secret_manager_removed' }],
    });
    await change(key, { name: 'Later' });
    expect(await historyOf(key)).toMatchObject([{ number: 3 }, { number: 2, ...told }, { number: 1 }]);
  });

  it('shows nobody a version of a time when the connection was not theirs to see', async () => {
    await grantAll(desk.manager, otherProject.id);
    const key = await create();
    await change(key, { projectIds: [otherProject.id] }, admin);
    expect(await historyOf(key, stranger)).toMatchObject([{ number: 2, changes: null }]);
    const input = { key, version: 1 };
    await expect(previewRestore({ caller: stranger, input })).rejects.toMatchObject({ code: 'not_found' });
    await expect(listVersions({ caller: builder, input: { key } })).rejects.toMatchObject({
      code: 'not_found',
    });
    await grantAll(desk.manager);
  });
});

const tagOf = (turn: number) => (turn % 2 === 0 ? { add: ['x'] } : { remove: ['x'] });

describe('restoring a version', () => {
  it('makes it a new version with its own event, and is undone by restoring the one before', async () => {
    const key = await create();
    await change(key, { name: 'Renamed', fields: { host: { value: 'new' }, password: bound('two') } });
    expect(await preview(key, 1)).toMatchObject({ asks: [], stays: [], loses: [] });
    const { revision, id } = await restore(key, 1);
    expect(await valuesOf(key)).toMatchObject({ host: 'db.example.com', password: 'first' });
    expect((await historyOf(key))[0]).toMatchObject({
      number: 3,
      cause: 'connection.restored',
      restoredFrom: 1,
    });
    const where = { subjectId: id, verb: 'connection.restored' };
    expect(await database().auditEvent.findFirst({ where })).toMatchObject({
      actorId: builder.id,
      details: { version: 1, fields: ['host', 'password'] },
    });
    const undone = await restore(key, 2, { revision });
    expect(undone.name).toBe('Renamed');
    expect(await valuesOf(key)).toMatchObject({ host: 'new', password: 'second' });
  });

  it('brings texts and tags back, and leaves a disabled connection disabled', async () => {
    const key = await create({ password: bound('one', 'pw={{secret}}') });
    await tagConnections({ caller: builder, input: { keys: [key], add: ['eu'] } });
    await change(key, { fields: { password: bound('one') } });
    await tagConnections({ caller: builder, input: { keys: [key], remove: ['eu'] } });
    await disableConnections({ caller: builder, input: { keys: [key] } });
    const view = await restore(key, 2);
    expect(view.tags).toEqual(['eu']);
    expect(view.disabledAt).not.toBeNull();
    expect(view.fields.password).toMatchObject({ text: 'pw={{secret}}' });
  });

  it('keeps the present typed secret, and asks for one that is gone', async () => {
    const key = await create();
    await change(key, { fields: { username: { value: 'typed-second' } } });
    expect(await preview(key, 1)).toMatchObject({ stays: ['username'], asks: [], changes: [] });
    await expect(restore(key, 1)).rejects.toMatchObject({ code: 'conflict' });
    await change(key, { fields: { username: bound('two') } });
    expect(await preview(key, 2)).toMatchObject({ asks: [{ field: 'username', reason: 'typed_secret' }] });
    await expect(restore(key, 2)).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { 'fields.username': expect.anything() },
    });
    await expect(
      restore(key, 2, { fields: { username: { value: 'x' }, host: { value: 'x' } } }),
    ).rejects.toMatchObject({ fields: { 'fields.host': expect.anything() } });
    await restore(key, 2, { fields: { username: { value: 'typed-again' } } });
    expect(await valuesOf(key)).toMatchObject({ username: 'typed-again' });
    // And the other way: what restoring would delete is told.
    expect(await preview(key, 3)).toMatchObject({ loses: ['username'], asks: [] });
    await change(key, { fields: { username: null } });
    const left = await restore(key, 4, { fields: { username: null } });
    expect(left.fields.username).toBeUndefined();
  });

  it('asks for the grant of each secret that it binds, as saving does', async () => {
    const key = await create();
    await change(key, { fields: { password: { value: 'typed' } } });
    await takeAway(desk.manager);
    await expect(restore(key, 1)).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|not_found/),
      fields: { 'fields.password': expect.anything() },
    });
    await giveBack(desk.manager);
    expect(await historyOf(key)).toHaveLength(2);
  });

  it('is for those who may change the connection before and after', async () => {
    const key = await create();
    await change(key, { scope: 'platform', projectIds: [], fields: { password: null } }, admin);
    await expect(restore(key, 1)).rejects.toMatchObject({ code: 'forbidden' });
    await change(key, { ...ofTeam }, admin);
    await expect(restore(key, 2)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(restore(key, 1, {}, support)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(preview(key, 1, support)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('leaves the key as it is where another connection has it now, and out what was removed', async () => {
    const key = await create();
    const { id } = await database().project.create({ data: { name: `gone ${key}` } });
    await change(key, { projectIds: [...ofTeam.projectIds, id], fields: { password: null } }, admin);
    await change(key, { key: `${key}-moved`, projectIds: ofTeam.projectIds }, admin);
    await database().project.delete({ where: { id } });
    await createConnection({ caller: builder, input: { key, name: 'Other', app: 'custom', ...ofTeam } });
    const moved = `${key}-moved`;
    expect(await preview(moved, 2)).toMatchObject({ isKeyTaken: true, goneProjects: 1, changes: [] });
    expect(await preview(moved, 1)).toMatchObject({ isKeyTaken: true, goneProjects: 0 });
    expect((await restore(moved, 1)).key).toBe(moved);
  });

  it('happens on the revision that was looked at, or not at all', async () => {
    const key = await create();
    await change(key, { name: 'Renamed' });
    const { revision } = await preview(key, 1);
    await change(key, { fields: { host: { value: 'new' } } });
    await expect(restore(key, 1, { revision })).rejects.toMatchObject({ code: 'conflict' });
    await expect(restore(key, 9)).rejects.toMatchObject({ code: 'not_found' });
    expect((await getConnection({ caller: builder, input: { key } })).name).toBe('Renamed');
  });
});
