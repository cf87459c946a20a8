import { expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { listApiKeys } from '@/lib/api-keys/list';
import { revokeApiKey } from '@/lib/api-keys/revoke';
import { type Caller, systemCaller } from '@/lib/kernel/caller';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { createUser } from '@/lib/users/create';
import { updateUser } from '@/lib/users/update';
import { reportAccess } from './report';

useTestDatabase();

const caller = systemCaller;

it('keys whose creator is disabled are marked in the list and in the report, until they are revoked', async () => {
  const input = { name: 'Ada', email: 'ada@example.test', role: 'admin' as const };
  await createUser({
    caller,
    input: { ...input, email: 'stays@example.test', password: 'a long password of theirs' },
  });
  const ada = await createUser({ caller, input: { ...input, password: 'a long password of theirs' } });
  const maker: Caller = { ...systemCaller, kind: 'user', id: ada.id, label: ada.email };
  const { view } = await createApiKey({ caller: maker, input: { name: 'of Ada', scope: 'platform' } });
  await createApiKey({ caller, input: { name: 'of nobody', scope: 'platform' } });
  const marked = async () =>
    (await listApiKeys({ caller, input: {} })).items.flatMap(({ name, isCreatorDisabled }) =>
      isCreatorDisabled ? [name] : [],
    );
  const reported = async () =>
    (await reportAccess({ caller })).items.flatMap(({ kind, subject }) =>
      kind === 'key_of_disabled_person' ? [subject.label] : [],
    );
  expect([await marked(), await reported()]).toEqual([[], []]);
  await updateUser({ caller, input: { id: ada.id, patch: { isDisabled: true } } });
  expect([await marked(), await reported()]).toEqual([['of Ada'], ['of Ada']]);
  const revoked = await revokeApiKey({ caller, input: { id: view.id } });
  expect(revoked.isCreatorDisabled).toBe(true);
  expect(await reported()).toEqual([]);
});
