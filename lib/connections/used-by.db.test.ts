import { beforeAll, describe, expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { listPlaces } from './places';
import { bind } from './testing/bound';
import { admin, builder, workload } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { listUsedBy } from './used-by';

useTestDatabase();
const account = useTestAccount();

let desk: Desk;
let stripe: string;
let both: string;
let requests: number;

beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'one' }, Slack: { bot: 'two' } });
  stripe = await bind(desk, { a: `op://${desk.manager.name}/Stripe/key` });
  both = await bind(desk, {
    a: `op://${desk.manager.name}/Stripe/key`,
    b: `op://${desk.manager.name}/Slack/bot`,
  });
  requests = account.sandbox.requests().length;
});

const usersOf = async (input: Parameters<typeof listUsedBy>[0]['input'], caller = admin) =>
  (await listUsedBy({ caller, input })).items.map(({ key, fields }) => [key, fields.map(({ name }) => name)]);

describe('what is bound to a place', () => {
  it('is told for a secret manager, a vault, an item and a reference, by id and by title', async () => {
    const secretManagerId = desk.manager.id;
    const { item } = account.sandbox.findItem(desk.vaultId, 'Stripe');
    const all = [
      [stripe, ['a']],
      [both, ['a', 'b']],
    ];
    const ofStripe = [
      [stripe, ['a']],
      [both, ['a']],
    ];
    expect(await usersOf({ secretManagerId })).toEqual(all);
    expect(await usersOf({ secretManagerId, vault: desk.vaultId })).toEqual(all);
    expect(await usersOf({ secretManagerId, vault: desk.manager.name })).toEqual(all);
    expect(await usersOf({ secretManagerId, vault: desk.vaultId, item })).toEqual(ofStripe);
    expect(await usersOf({ secretManagerId, item: 'Stripe' })).toEqual(ofStripe);
    const { reference } = await database().connectionField.findFirstOrThrow({ where: { name: 'b' } });
    expect(await usersOf({ reference: reference ?? '' })).toEqual([[both, ['b']]]);
    expect(await usersOf({ reference: `"op://${desk.manager.name}/Slack/bot"` })).toEqual([[both, ['b']]]);
    expect(await usersOf({ vault: 'another' })).toEqual([]);
    expect(account.sandbox.requests().length).toBe(requests);
  });

  it('is counted by vault and by item, page by page', async () => {
    const secretManagerId = desk.manager.id;
    expect((await listPlaces({ caller: admin, input: { secretManagerId } })).items).toEqual([
      {
        kind: 'vault',
        id: desk.vaultId,
        title: desk.manager.name,
        items: 2,
        connections: 2,
        fields: 3,
        broken: 0,
      },
    ]);
    const input = { secretManagerId, vault: desk.vaultId, limit: 1 };
    const first = await listPlaces({ caller: admin, input });
    expect(first.items).toMatchObject([{ kind: 'item', title: 'Slack', connections: 1, fields: 1 }]);
    const next = await listPlaces({ caller: admin, input: { ...input, cursor: first.nextCursor ?? '' } });
    expect(next).toMatchObject({ items: [{ title: 'Stripe', connections: 2 }], nextCursor: null });
  });

  it('is told of connections alone that the caller’s projects reach, and never to workloads', async () => {
    await database().connection.update({ where: { key: both }, data: { projects: { deleteMany: {} } } });
    const secretManagerId = desk.manager.id;
    expect(await usersOf({ secretManagerId }, builder)).toEqual([[stripe, ['a']]]);
    const [vault] = (await listPlaces({ caller: builder, input: { secretManagerId } })).items;
    expect(vault).toMatchObject({ connections: 1, fields: 1 });
    const refused = { caller: workload, input: { secretManagerId } };
    await expect(listUsedBy(refused)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(listPlaces(refused)).rejects.toMatchObject({ code: 'forbidden' });
  });

  it('stands apart where it is an Environment, which has no items', async () => {
    const { id: vault } = account.sandbox.createEnvironment({
      name: 'Zoo',
      variables: [{ name: 'A', value: '1' }],
    });
    account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault });
    const key = await bind(desk, { a: `op-environment://${vault}/A` });
    const secretManagerId = desk.manager.id;
    const { items } = await listPlaces({ caller: admin, input: { secretManagerId } });
    expect(items.at(-1)).toMatchObject({ kind: 'environment', id: vault, title: 'Zoo', connections: 1 });
    expect((await listPlaces({ caller: admin, input: { secretManagerId, vault } })).items).toEqual([]);
    expect(await usersOf({ secretManagerId, vault })).toEqual([[key, ['a']]]);
  });
});
