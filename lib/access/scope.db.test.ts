import { beforeAll, expect, it } from 'vitest';
import { createApiKey } from '@/lib/api-keys/create';
import { createConnection } from '@/lib/connections/create';
import { bind } from '@/lib/connections/testing/bound';
import { connectDesk, type Desk } from '@/lib/connections/testing/desk';
import { updateConnection } from '@/lib/connections/update';
import { systemCaller } from '@/lib/kernel/caller';
import { setAccess } from '@/lib/managers/access';
import { connectManager } from '@/lib/managers/connect';
import { updateManager } from '@/lib/managers/update';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { createUser } from '@/lib/users/create';
import { updateUser } from '@/lib/users/update';

useTestDatabase();
const account = useTestAccount(60_000);

const caller = systemCaller;
const projectIds = ['no-such-project'];
const scoped = { scope: 'project' as const, projectIds };
const person = {
  name: 'P',
  email: 'p@example.test',
  password: 'a password of the tests',
  role: 'support' as const,
};
let desk: Desk;
let key: string;
let userId: string;

beforeAll(async () => {
  desk = await connectDesk(account.sandbox, { API: { token: 'v' } });
  key = await bind(desk, { it: `op://${desk.manager.name}/API/token` });
  userId = (await createUser({ caller, input: { ...person, projectIds: [] } })).id;
});

const attempts: Record<string, () => Promise<unknown>> = {
  createUser: () => createUser({ caller, input: { ...person, email: 'q@example.test', projectIds } }),
  updateUser: () => updateUser({ caller, input: { id: userId, patch: { projectIds } } }),
  createApiKey: () => createApiKey({ caller, input: { name: 'k', ...scoped } }),
  createConnection: () =>
    createConnection({ caller, input: { key: 'c', name: 'c', app: 'custom', fields: {}, ...scoped } }),
  updateConnection: () => updateConnection({ caller, input: { key, patch: scoped } }),
  connectManager: () => {
    const config = { serviceAccountToken: account.sandbox.mintToken({ vaults: [desk.vaultId] }).token };
    return connectManager({ caller, input: { name: 'M', provider: 'onepassword', config, ...scoped } });
  },
  updateManager: () => updateManager({ caller, input: { id: desk.manager.id, patch: scoped } }),
  setAccess: () => {
    const projects = projectIds.map((projectId) => ({ projectId, patterns: ['op://**'] }));
    return setAccess({ caller, input: { id: desk.manager.id, projects } });
  },
};

it.each(Object.keys(attempts))('a project that does not exist is no place: %s', async (name) => {
  await expect(attempts[name]?.()).rejects.toMatchObject({
    code: 'invalid_input',
    fields: { projectIds: { key: 'projectUnknown' } },
  });
});
