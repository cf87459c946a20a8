import { beforeAll, describe, expect, it } from 'vitest';
import { setAccess } from '@/lib/managers/access';
import { connectManager } from '@/lib/managers/connect';
import type { ManagerView } from '@/lib/managers/schema';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { getConnection } from './get';
import { repointConnections } from './repoint';
import { previewRepoint } from './repoint-preview';
import type { RepointPreview } from './repoint-schema';
import { undoRepoint } from './repoint-undo';
import { bind, valuesOf } from './testing/bound';
import { admin, builder, support, team } from './testing/callers';
import { connectDesk, type Desk, grantAll } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();

let from: Desk;
let to: ManagerView;

const credentials = (title: string, value: string, vault: string) =>
  account.sandbox.createItem({
    vault,
    title,
    category: 'ApiCredentials',
    fields: [{ label: 'key', type: 'Concealed', value }],
  });

beforeAll(async () => {
  from = await connectDesk(account.sandbox, {
    Stripe: { key: 'old' },
    Slack: { key: 'old' },
    Twice: { key: 'old' },
  });
  // Another vault of the same title, as an account that takes over has it.
  const { id } = account.sandbox.createVault({ name: from.manager.name });
  credentials('stripe', 'new', id);
  credentials('Twice', 'a', id);
  credentials('Twice', 'b', id);
  const { token } = account.sandbox.mintToken({ vaults: [id] });
  to = await connectManager({
    caller: admin,
    input: { name: 'Takes over', provider: 'onepassword', config: { serviceAccountToken: token } },
  });
  await grantAll(to);
});

const boundTo = (item: string) => bind(from, { secretKey: `op://${from.manager.name}/${item}/key` });
const preview = (keys: string[]) =>
  previewRepoint({ caller: builder, input: { fromId: from.manager.id, toId: to.id, keys } });
const changesOf = ({ connections }: RepointPreview) =>
  connections.map(({ key, revision, fields }) => ({
    key,
    revision,
    fields: Object.fromEntries(
      fields.flatMap(({ name, reference }) => (reference ? [[name, reference] as const] : [])),
    ),
  }));
const apply = (seen: RepointPreview, caller = builder) =>
  repointConnections({
    caller,
    input: { fromId: from.manager.id, toId: to.id, changes: changesOf(seen) },
  });

describe('re-pointing to another secret manager', () => {
  it('is shown before field by field, with the cause where it cannot be, and changes nothing by that', async () => {
    const keys = [await boundTo('Stripe'), await boundTo('Slack'), await boundTo('Twice')];
    const before = account.sandbox.requests().length;
    const seen = await preview(keys);
    expect(account.sandbox.requests().length - before).toBe(seen.requests.preview);
    expect(seen.requests).toEqual({ preview: 3, apply: 1 });
    expect(seen.connections.flatMap(({ fields }) => fields)).toMatchObject([
      { outcome: 'fine', titles: { item: 'stripe' } },
      { outcome: 'not_found', at: 'item' },
      { outcome: 'ambiguous', at: 'item' },
    ]);
    expect(seen).toMatchObject({ fine: 1, left: 2, isWhole: true });
    expect(await valuesOf(keys[0] ?? '')).toEqual({ secretKey: 'old' });
  });

  it('binds by the other account’s ids, counts as one change, and is undone word for word', async () => {
    const key = await boundTo('Stripe');
    const before = await getConnection({ caller: admin, input: { key } });
    const result = await apply(await preview([key]));
    expect(result).toMatchObject({ changed: [{ key, fields: ['secretKey'] }], left: [] });
    expect(await valuesOf(key)).toEqual({ secretKey: 'new' });
    const after = await getConnection({ caller: admin, input: { key } });
    expect(after).toMatchObject({ revision: before.revision + 1 });
    expect(after.fields.secretKey).toMatchObject({ secretManagerId: to.id, isVerified: true });
    const requests = account.sandbox.requests().length;
    expect(await undoRepoint({ caller: builder, input: { id: result.id } })).toMatchObject({
      changed: [{ key }],
      left: [],
    });
    expect(account.sandbox.requests().length).toBe(requests);
    expect((await getConnection({ caller: admin, input: { key } })).fields).toEqual(before.fields);
    expect(await valuesOf(key)).toEqual({ secretKey: 'old' });
    await expect(undoRepoint({ caller: builder, input: { id: result.id } })).rejects.toMatchObject({
      code: 'conflict',
    });
    const verbs = await database().auditEvent.findMany({
      where: { subjectLabel: { contains: `(${key})` } },
      orderBy: { at: 'asc' },
    });
    expect(verbs.map(({ verb }) => verb)).toEqual([
      'connection.created',
      'connection.repointed',
      'connection.repoint_undone',
    ]);
  });

  it('leaves alone what was changed since the preview, and since the re-point when it is undone', async () => {
    const [one, two] = [await boundTo('Stripe'), await boundTo('Stripe')];
    const seen = await preview([one, two]);
    await updateConnection({ caller: admin, input: { key: one, patch: { name: 'Changed' } } });
    const result = await apply(seen);
    expect(result).toMatchObject({ changed: [{ key: two }], left: [{ key: one, code: 'conflict' }] });
    await updateConnection({ caller: admin, input: { key: two, patch: { name: 'Changed too' } } });
    expect(await undoRepoint({ caller: builder, input: { id: result.id } })).toMatchObject({
      changed: [],
      left: [{ key: two, code: 'conflict' }],
    });
    expect(await valuesOf(two)).toEqual({ secretKey: 'new' });
  });

  it('is not used up by an undoing that could put nothing back', async () => {
    const key = await boundTo('Stripe');
    const { id } = await apply(await preview([key]));
    const undo = () => undoRepoint({ caller: builder, input: { id } });
    await setAccess({
      caller: admin,
      input: { id: from.manager.id, projects: [{ projectId: team.id, patterns: ['op://Other/**'] }] },
    });
    expect(await undo()).toMatchObject({ changed: [], left: [{ key }] });
    await grantAll(from.manager);
    expect(await undo()).toMatchObject({ changed: [{ key }], left: [] });
    expect(await valuesOf(key)).toEqual({ secretKey: 'old' });
    await expect(undo()).rejects.toMatchObject({ code: 'conflict' });
  });

  it('leaves alone what does not resolve there, whatever the request says', async () => {
    const key = await boundTo('Stripe');
    const { revision } = await getConnection({ caller: admin, input: { key } });
    const fields = { secretKey: 'op://nowhere/nothing/key' };
    const result = await repointConnections({
      caller: builder,
      input: { fromId: from.manager.id, toId: to.id, changes: [{ key, revision, fields }] },
    });
    expect(result).toMatchObject({
      changed: [],
      left: [{ key, field: 'secretKey', code: 'secret_not_found' }],
    });
    expect(await valuesOf(key)).toEqual({ secretKey: 'old' });
  });

  it('stands in the timeline of what is bound, when it is done and when it is undone', async () => {
    const key = await boundTo('Stripe');
    const eventsAt = async () => {
      const { secretManagerId, reference } = await database().connectionField.findFirstOrThrow({
        where: { connection: { key } },
      });
      return database().cacheEvent.findMany({
        where: {
          kind: 'bound',
          secretManagerId: secretManagerId ?? '',
          reference: reference ?? '',
          detail: key,
        },
      });
    };
    const { id } = await apply(await preview([key]));
    expect(await eventsAt()).toMatchObject([{ secretManagerId: to.id, by: builder.label }]);
    await undoRepoint({ caller: admin, input: { id } });
    expect(await eventsAt()).toMatchObject([{ by: admin.label }, { by: admin.label }]);
  });

  it('is shown for all that is bound, however many connections that are', async () => {
    const key = await boundTo('Stripe');
    const row = await database().connection.findFirstOrThrow({ where: { key }, include: { fields: true } });
    const copies = Array.from({ length: 620 }, (_, at) => ({ id: `many-${at}`, key: `many-${at}` }));
    await database().connection.createMany({
      data: copies.map((copy) => ({ ...copy, name: 'Many', app: row.app, scope: row.scope, createdBy: 'x' })),
    });
    await database().connectionProject.createMany({
      data: copies.map(({ id }) => ({ connectionId: id, projectId: team.id })),
    });
    await database().connectionField.createMany({
      data: copies.flatMap(({ id: connectionId }) =>
        row.fields.map(
          ({
            id: _id,
            containerKey: _c,
            unitKey: _u,
            isPinned: _p,
            environment: _e,
            shownNames,
            ...field
          }) => ({
            ...field,
            ...(shownNames === null ? {} : { shownNames }),
            connectionId,
          }),
        ),
      ),
    });
    const seen = await preview(copies.map((copy) => copy.key));
    expect(seen).toMatchObject({ fine: 620, left: 0, isWhole: true, requests: { preview: 3, apply: 1 } });
    expect(new Set(seen.connections.map((each) => each.key)).size).toBe(620);
    await database().connection.deleteMany({ where: { name: 'Many' } });
  });

  it('is neither for support nor past what the other secret manager serves', async () => {
    const key = await boundTo('Stripe');
    const seen = await preview([key]);
    await expect(apply(seen, support)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(
      previewRepoint({ caller: support, input: { fromId: from.manager.id, toId: to.id } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    const { updateManager } = await import('@/lib/managers/update');
    const patch = { scope: 'project' as const, projectIds: [] };
    await updateManager({ caller: admin, input: { id: to.id, patch } });
    await expect(apply(seen)).rejects.toMatchObject({ code: 'not_found' });
    await updateManager({ caller: admin, input: { id: to.id, patch: { scope: 'platform' } } });
    expect(await valuesOf(key)).toEqual({ secretKey: 'old' });
    expect(
      await database().auditEvent.count({
        where: { subjectLabel: { contains: `(${key})` }, verb: 'connection.repointed' },
      }),
    ).toBe(0);
  });
});
