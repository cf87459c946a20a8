import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import { disableConnections, enableConnections } from './disable';
import { duplicateConnection } from './duplicate';
import { getConnection } from './get';
import { listConnections } from './list';
import { removeConnections } from './remove-many';
import { recallConnection } from './resolve';
import { listTags, tagConnections } from './tag';
import { bind, valuesOf } from './testing/bound';
import { admin, builder, support, workload } from './testing/callers';
import { connectDesk, type Desk, giveBack, takeAway } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();

let desk: Desk;
beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' } });
});

const bound = () => bind(desk, { secretKey: `op://${desk.manager.name}/Stripe/key` });
const eventsOf = async (key: string, verb: string) =>
  database().auditEvent.findMany({ where: { subjectLabel: { contains: `(${key})` }, verb } });

describe('a disabled connection', () => {
  it('refuses workloads at once and says why, also on the way that memory answers, until it is enabled', async () => {
    const key = await bound();
    for (let round = 0; round < 3; round += 1) await valuesOf(key);
    expect(recallConnection(workload, key)).toBeDefined();
    await disableConnections({ caller: builder, input: { keys: [key] } });
    expect(recallConnection(workload, key)).toBeUndefined();
    await expect(valuesOf(key)).rejects.toMatchObject({ code: 'forbidden', details: { reason: 'disabled' } });
    expect(recallConnection(workload, key)).toBeUndefined();
    expect((await getConnection({ caller: admin, input: { key } })).disabledAt).not.toBeNull();
    expect(await enableConnections({ caller: builder, input: { keys: [key] } })).toEqual({ changed: [key] });
    expect(await enableConnections({ caller: builder, input: { keys: [key] } })).toEqual({ changed: [] });
    expect(await valuesOf(key)).toEqual({ secretKey: 'one' });
    expect(await eventsOf(key, 'connection.disabled')).toHaveLength(1);
    expect(await eventsOf(key, 'connection.enabled')).toMatchObject([{ actorId: builder.id }]);
  });

  it('does not stand in the way of somebody who edits it', async () => {
    const key = await bound();
    const { revision } = await getConnection({ caller: admin, input: { key } });
    await disableConnections({ caller: builder, input: { keys: [key] } });
    await tagConnections({ caller: builder, input: { keys: [key], add: ['x'] } });
    const patch = { revision, name: 'Renamed' };
    expect(await updateConnection({ caller: builder, input: { key, patch } })).toMatchObject({ tags: ['x'] });
  });

  it('is never half of what was asked: one unknown key changes nothing, and support may not', async () => {
    const key = await bound();
    const input = { keys: [key, 'nothing'] };
    await expect(disableConnections({ caller: builder, input })).rejects.toMatchObject({ code: 'not_found' });
    await expect(disableConnections({ caller: support, input: { keys: [key] } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await valuesOf(key)).toEqual({ secretKey: 'one' });
    expect(await eventsOf(key, 'connection.disabled')).toEqual([]);
  });
});

describe('a duplicate', () => {
  it('has the typed values sealed anew, the same bindings, and a life of its own', async () => {
    const key = await bound();
    const reference = `op://${desk.manager.name}/Stripe/key`;
    const header = { secretManagerId: desk.manager.id, reference, text: 'Bearer {{secret}}' };
    await updateConnection({
      caller: admin,
      input: { key, patch: { fields: { pin: { value: '1234' }, header } } },
    });
    const copy = await duplicateConnection({
      caller: builder,
      input: { key, as: { key: `${key}-copy`, name: 'Copy' } },
    });
    expect(copy).toMatchObject({ name: 'Copy', revision: 1 });
    const values = { pin: '1234', header: 'Bearer one', secretKey: 'one' };
    expect(await valuesOf(copy.key)).toEqual(values);
    await removeConnections({ caller: admin, input: { keys: [key] } });
    expect(await valuesOf(copy.key)).toEqual(values);
    const rows = await database().connectionField.findMany({ where: { name: 'pin' } });
    expect(rows).toHaveLength(1);
    expect(await eventsOf(copy.key, 'connection.created')).toMatchObject([{ details: { copyOf: key } }]);
  });

  it('is refused to who may not, or could not make it, and under a key that is taken', async () => {
    const key = await bound();
    const as = { key: `${key}-copy`, name: 'Copy' };
    await expect(duplicateConnection({ caller: support, input: { key, as } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    const taken = { key, as: { ...as, key } };
    await expect(duplicateConnection({ caller: builder, input: taken })).rejects.toMatchObject({
      code: 'conflict',
    });
    await takeAway(desk.manager);
    await expect(duplicateConnection({ caller: builder, input: { key, as } })).rejects.toMatchObject({
      code: 'not_found',
    });
    await giveBack(desk.manager);
    expect(await eventsOf(as.key, 'connection.created')).toEqual([]);
  });
});

describe('tags', () => {
  it('are kept tidy, counted, filtered by, and taken away again', async () => {
    const [one, two] = [await bound(), await bound()];
    await tagConnections({ caller: builder, input: { keys: [one, two], add: ['  Pay  Ments ', 'eu'] } });
    await tagConnections({ caller: builder, input: { keys: [two], remove: ['eu'] } });
    const { items } = await listConnections({ caller: admin, input: { tag: 'pay ments' } });
    expect(items.map(({ key, tags }) => [key, tags])).toEqual([
      [one, ['eu', 'pay ments']],
      [two, ['pay ments']],
    ]);
    expect((await listTags({ caller: admin })).items).toContainEqual({ tag: 'pay ments', connections: 2 });
    expect(await eventsOf(two, 'connection.tagged')).toHaveLength(2);
  });

  it('are at most twenty, without commas, and not for support', async () => {
    const key = await bound();
    const add = Array.from({ length: 20 }, (_, at) => `t${at}`);
    await tagConnections({ caller: builder, input: { keys: [key], add } });
    const refused = [{ add: ['one more'] }, { add: ['a,b'] }, { add: ['x'.repeat(33)] }];
    for (const change of refused) {
      await expect(
        tagConnections({ caller: builder, input: { keys: [key], ...change } }),
      ).rejects.toMatchObject({ code: 'invalid_input' });
    }
    await expect(
      tagConnections({ caller: support, input: { keys: [key], remove: add } }),
    ).rejects.toMatchObject({ code: 'forbidden' });
    expect((await getConnection({ caller: admin, input: { key } })).tags).toHaveLength(20);
  });
});

describe('the list of connections', () => {
  it('is sorted and narrowed by the server, page by page', async () => {
    for (const [key, app] of [
      ['sort-b', 'stripe'],
      ['sort-a', 'slack'],
      ['sort-c', 'github'],
    ] as const) {
      await createConnection({ caller: admin, input: { key, name: key, app, fields: {} } });
    }
    await updateConnection({ caller: admin, input: { key: 'sort-a', patch: { name: 'sort-a now' } } });
    const keysBy = async (sort: 'name' | 'app' | 'updated') => {
      const keys: string[] = [];
      let cursor: string | undefined;
      do {
        const page = await listConnections({
          caller: admin,
          input: { search: 'sort-', sort, limit: 2, ...(cursor ? { cursor } : {}) },
        });
        keys.push(...page.items.map(({ key }) => key));
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return keys;
    };
    expect(await keysBy('name')).toEqual(['sort-a', 'sort-b', 'sort-c']);
    expect(await keysBy('app')).toEqual(['sort-c', 'sort-a', 'sort-b']);
    expect(await keysBy('updated')).toEqual(['sort-a', 'sort-c', 'sort-b']);
    await disableConnections({ caller: admin, input: { keys: ['sort-b'] } });
    const off = await listConnections({ caller: admin, input: { search: 'sort-', state: 'disabled' } });
    expect(off.items.map(({ key }) => key)).toEqual(['sort-b']);
  });

  it('has many removed at once, each that cannot be with its cause', async () => {
    const key = await bound();
    expect(await removeConnections({ caller: builder, input: { keys: [key, 'nothing'] } })).toMatchObject({
      removed: [key],
      failed: [{ key: 'nothing', code: 'not_found' }],
    });
    await expect(removeConnections({ caller: support, input: { keys: [key] } })).rejects.toMatchObject({
      code: 'forbidden',
    });
    expect(await eventsOf(key, 'connection.removed')).toHaveLength(1);
  });
});
