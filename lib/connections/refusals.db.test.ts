import { beforeEach, expect, it } from 'vitest';
import { reportAccess } from '@/lib/access-report/report';
import { setAccess } from '@/lib/managers/access';
import { previewRefusals } from '@/lib/managers/preview-refusals';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { getConnection } from './get';
import { listConnections } from './list';
import { bind, valuesOf } from './testing/bound';
import { admin, builder, support, team } from './testing/callers';
import { connectDesk, type Desk, grantAll, takeAway } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();

let desk: Desk;
let key: string;
beforeEach(async () => {
  desk = await connectDesk(account.sandbox, { API: { token: 'one' }, Other: { token: 'two' } });
  key = await bind(desk, {
    a: `op://${desk.manager.name}/API/token`,
    b: `op://${desk.manager.name}/Other/token`,
  });
});

const grant = (...patterns: string[]) =>
  setAccess({ caller: admin, input: { id: desk.manager.id, projects: [{ projectId: team.id, patterns }] } });
const refusalsIn = async (caller = support) => {
  const { fields } = await getConnection({ caller, input: { key } });
  return Object.entries(fields).flatMap(([name, field]) =>
    'reference' in field && field.refused ? [[name, field.refused]] : [],
  );
};
const reported = async () => {
  const { items } = await reportAccess({ caller: admin });
  return items.flatMap(({ field }) => (field?.connection.key === key ? [field] : []));
};
const listed = async (caller = support) =>
  (await listConnections({ caller, input: { state: 'refused', limit: 200 } })).items.map((each) => each.key);

it('a connection says which fields its projects may not use any more, from when the grant ends until it is there again', async () => {
  expect(await refusalsIn()).toEqual([]);
  expect(await listed()).not.toContain(key);
  await grant(`op://${desk.manager.name}/API/**`);
  expect(await refusalsIn()).toEqual([['b', { reason: 'not_granted', projectIds: [team.id] }]]);
  expect(await listed()).toContain(key);
  await grant('op://**');
  expect(await refusalsIn()).toEqual([]);
  expect(await listed()).not.toContain(key);
});

it('the pattern that the report proposes lets the field resolve again, and no other field', async () => {
  await grant();
  const fields = await reported();
  expect(fields.map(({ name, reason, projects }) => [name, reason, projects])).toEqual([
    ['a', 'not_granted', [{ ...team }]],
    ['b', 'not_granted', [{ ...team }]],
  ]);
  const patterns = fields.map(({ pattern }) => pattern ?? '');
  expect(patterns).toContain(`op://${desk.manager.name}/API/token`);
  await grant(...patterns.slice(0, 1));
  expect((await reported()).map(({ name }) => name)).toEqual(['b']);
  await expect(valuesOf(key)).rejects.toMatchObject({
    details: { failed: [{ field: 'b', code: 'secret_forbidden' }] },
  });
  await grant(...patterns);
  expect(await valuesOf(key)).toEqual({ a: 'one', b: 'two' });
});

it('a builder is told of their own projects that lack a grant, and of no others', async () => {
  const other = await database().project.create({ data: { name: `other of ${key}` } });
  await grantAll(desk.manager, other.id);
  const input = { key, patch: { projectIds: [team.id, other.id] } };
  await updateConnection({ caller: admin, input });
  await grant('op://**');
  expect(await refusalsIn(builder)).toEqual(
    ['a', 'b'].map((name) => [name, { reason: 'not_granted', projectIds: [] }]),
  );
  expect(await refusalsIn(admin)).toEqual(
    ['a', 'b'].map((name) => [name, { reason: 'not_granted', projectIds: [other.id] }]),
  );
});

it('the report proposes no pattern where a grant would not help', async () => {
  await takeAway(desk.manager);
  expect((await reported()).map(({ reason, pattern }) => [reason, pattern])).toEqual([
    ['other_projects', null],
    ['other_projects', null],
  ]);
});

it('what an access would refuse is told before it is saved, and is what is refused after', async () => {
  await grant('op://**');
  const preview = (...patterns: string[]) =>
    previewRefusals({
      caller: admin,
      input: { id: desk.manager.id, projects: [{ projectId: team.id, patterns }] },
    });
  expect(await preview('op://**')).toEqual({ refused: [], refusedCount: 0, connectionCount: 0 });
  const told = await preview(`op://${desk.manager.name}/API/**`);
  expect(told).toMatchObject({
    refused: [{ connection: { key }, field: 'b' }],
    refusedCount: 1,
    connectionCount: 1,
  });
  expect(await refusalsIn()).toEqual([]);
  const { refused } = await grant(`op://${desk.manager.name}/API/**`);
  expect(refused).toEqual(told.refused);
  // What is refused already is not lost by saving.
  expect(await preview()).toMatchObject({ refused: [{ field: 'a' }], refusedCount: 1 });
  const nobody = await previewRefusals({ caller: admin, input: { id: desk.manager.id, projects: [] } });
  expect(nobody).toMatchObject({ refusedCount: 1 });
});
