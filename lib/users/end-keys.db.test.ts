import { expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { listEvents } from '@/lib/audit/list';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createUser } from './create';
import { updateUser } from './update';

useTestDatabase();

const caller = systemCaller;

/** An admin, and a key that they made for a project. */
async function keyMaker(name: string) {
  const project = await database().project.create({ data: { name } });
  const input = {
    name,
    email: `${name}@example.test`,
    password: 'a long password of theirs',
    role: 'admin' as const,
    projectIds: [],
  };
  const person = await createUser({ caller, input });
  const maker: Caller = { ...systemCaller, kind: 'user', id: person.id, label: person.email };
  const key = { name: `key of ${name}`, scope: 'project' as const, projectIds: [project.id] };
  const { view } = await createApiKey({ caller: maker, input: key });
  return { person, project, keyId: view.id };
}

const revokedAt = async (id: string) =>
  (await database().apiKey.findUniqueOrThrow({ where: { id } })).revokedAt;

it('the keys that a person made end with them where that is asked for, theirs alone, and the audit says so', async () => {
  const leaving = await keyMaker('leaving');
  const staying = await keyMaker('staying');
  await updateUser({ caller, input: { id: leaving.person.id, patch: { isDisabled: true } } });
  expect(await revokedAt(leaving.keyId)).toBeNull();
  await updateUser({ caller, input: { id: leaving.person.id, patch: { isDisabled: true, endKeys: true } } });
  expect(await revokedAt(leaving.keyId)).not.toBeNull();
  expect(await revokedAt(staying.keyId)).toBeNull();
  const { items } = await listEvents({ caller, input: { limit: 100 } });
  const revoked = items.filter(({ verb }) => verb === 'api_key.revoked');
  expect(revoked.map(({ subject }) => subject.id)).toEqual([leaving.keyId]);
});

it('nobody ends keys of projects that are not theirs, and then nothing of the change stands', async () => {
  const { person, keyId, project } = await keyMaker('elsewhere');
  const other = await database().project.create({ data: { name: 'other' } });
  await database().user.update({
    where: { id: person.id },
    data: { role: 'support', projects: { create: { projectId: other.id } } },
  });
  const of: Caller = { ...systemCaller, kind: 'api-key', projects: [other.id] };
  const input = { id: person.id, patch: { isDisabled: true, endKeys: true } };
  await expect(updateUser({ caller: of, input })).rejects.toMatchObject({ code: 'forbidden' });
  expect(await revokedAt(keyId)).toBeNull();
  await updateUser({ caller: { ...of, projects: [other.id, project.id] }, input });
  expect(await revokedAt(keyId)).not.toBeNull();
});
