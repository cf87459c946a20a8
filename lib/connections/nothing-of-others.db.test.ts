import { beforeAll, describe, expect, it } from 'vitest';
import { listEvents } from '@/lib/audit/list';
import { setAccess } from '@/lib/managers/access';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createConnection } from './create';
import { repointConnections } from './repoint';
import { previewRepoint } from './repoint-preview';
import { bind } from './testing/bound';
import { admin, builder, ofTeam, support, team } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();

let from: Desk;
let to: Desk;
let key: string;
beforeAll(async () => {
  from = await connectDesk(account.sandbox, { Mine: { key: 'old' } });
  to = await connectDesk(account.sandbox, { Mine: { key: 'new' }, Theirs: { key: 'of others' } });
  const other = await database().project.create({ data: { name: 'Other project' } });
  const projects = [
    { projectId: team.id, patterns: [`op://${to.manager.name}/Mine/**`] },
    { projectId: other.id, patterns: [`op://${to.manager.name}/Theirs/**`] },
  ];
  await setAccess({ caller: admin, input: { id: to.manager.id, projects } });
  key = await bind(from, { a: `op://${from.manager.name}/Mine/key` });
});

/** What a builder is shown for a field of these names, before and while it is re-pointed. */
async function answersFor(item: string) {
  const names = { vault: to.manager.name, item, field: 'key' };
  await database().connectionField.updateMany({
    where: { connection: { key } },
    data: { shownNames: names },
  });
  const way = { fromId: from.manager.id, toId: to.manager.id };
  const seen = await previewRepoint({ caller: builder, input: { ...way, keys: [key] } });
  const [connection] = seen.connections;
  const change = {
    key,
    revision: connection?.revision ?? 0,
    fields: { a: `op://${to.manager.name}/${item}/key` },
  };
  const { left } = await repointConnections({ caller: builder, input: { ...way, changes: [change] } });
  return { preview: connection?.fields[0], left };
}

describe('a builder', () => {
  it('learns by re-pointing nothing of what their project may not use, not even whether it exists', async () => {
    const theirs = await answersFor('Theirs');
    expect(theirs).toMatchObject({
      preview: { outcome: 'not_served' },
      left: [{ code: 'secret_forbidden' }],
    });
    expect(await answersFor('Nothing')).toEqual(theirs);
  });

  it('is told the cause where their project may use what stands under the name', async () => {
    await setAccess({
      caller: admin,
      input: { id: to.manager.id, projects: [{ projectId: team.id, patterns: ['op://*/Nothing/**'] }] },
    });
    expect(await answersFor('Nothing')).toMatchObject({
      preview: { outcome: 'not_found', at: 'item' },
      left: [{ code: 'secret_not_found' }],
    });
  });

  it('asks for no more than 2,000 references in one edit', async () => {
    const fields = Object.fromEntries(
      Array.from({ length: 2_001 }, (_, at) => [
        `f${at}`,
        { secretManagerId: to.manager.id, reference: `op://${to.manager.name}/Nothing/${at}` },
      ]),
    );
    const before = account.sandbox.requests().length;
    const refusal = { code: 'invalid_input', fields: { fields: { key: 'tooManyFields' } } };
    const wanted = { key: 'many', name: 'Many', app: 'custom', ...ofTeam, fields } as const;
    await expect(createConnection({ caller: builder, input: wanted })).rejects.toMatchObject(refusal);
    await expect(
      updateConnection({ caller: builder, input: { key, patch: { fields } } }),
    ).rejects.toMatchObject({ code: 'invalid_input' });
    expect(account.sandbox.requests().length).toBe(before);
  });
});

it('the audit tells people of a project not which secrets other projects were granted', async () => {
  const input = { verb: 'secret_manager.access_set', subjectId: to.manager.id };
  const seen = await listEvents({ caller: support, input });
  expect(seen.items.length).toBeGreaterThan(0);
  expect(JSON.stringify(seen.items)).not.toMatch(/Theirs|Other project/);
  expect(JSON.stringify(await listEvents({ caller: admin, input }))).toMatch(/Other project \(.*Theirs/);
});
