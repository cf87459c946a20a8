import { expect, it } from 'vitest';
import { database } from '@/lib/platform/database';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { getConnection } from './get';
import { bind } from './testing/bound';
import { admin, team } from './testing/callers';
import { connectDesk } from './testing/desk';
import { updateConnection } from './update';

useTestDatabase();
const account = useTestAccount();

it('a wider scope carries along no secret that one of its projects may not use, though no field is changed', async () => {
  const desk = await connectDesk(account.sandbox, { API: { token: 'one' } });
  const key = await bind(desk, { secretKey: `op://${desk.manager.name}/API/token` });
  const other = await database().project.create({ data: { name: 'Another' } });
  const widen = (projectIds: string[]) =>
    updateConnection({ caller: admin, input: { key, patch: { scope: 'project', projectIds } } });
  await expect(widen([team.id, other.id])).rejects.toMatchObject({
    code: 'forbidden',
    fields: { 'fields.secretKey': expect.anything() },
  });
  expect(await getConnection({ caller: admin, input: { key } })).toMatchObject({ projectIds: [team.id] });
  await expect(widen([team.id])).resolves.toMatchObject({ projectIds: [team.id] });
});
