import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOfSecret } from '@/lib/kernel/secret-value';
import { setAccess } from '@/lib/managers/access';
import { removeManager } from '@/lib/managers/remove';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { scanManager } from '@/lib/scans/scan';
import { createConnection } from './create';
import { duplicateConnection } from './duplicate';
import type { EnvironmentInput } from './environment-schema';
import { exportConnection } from './export';
import { getConnection } from './get';
import { listConnections } from './list';
import { listVersions } from './list-versions';
import { previewRestore } from './preview-restore';
import { repointConnections } from './repoint';
import { previewRepoint } from './repoint-preview';
import { resolveConnection } from './resolve';
import { restoreVersion } from './restore';
import type { CreateInput, UpdateInput } from './schema';
import { testConnection } from './test';
import { valuesOf } from './testing/bound';
import { admin, builder, ofTeam, team, workload } from './testing/callers';
import { connectDesk, type Desk } from './testing/desk';
import { updateConnection } from './update';
import { listUsedBy } from './used-by';

useTestDatabase();
const account = useTestAccount();
let desk: Desk;
let id = '';
let made = 0;
const all = { DB_HOST: 'db.test', DB_PASSWORD: 'pw', 'API KEY': 'key' };

beforeEach(async () => {
  desk = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
  id = newEnvironment(all);
});
afterEach(() => account.sandbox.clearFaults());

function newEnvironment(variables: Readonly<Record<string, string>>): string {
  const environment = account.sandbox.createEnvironment({
    name: 'Shop staging',
    variables: Object.entries(variables).map(([name, value]) => ({ name, value })),
  });
  account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: environment.id });
  return environment.id;
}

const inputOf = (more: Partial<EnvironmentInput> = {}): EnvironmentInput => ({
  secretManagerId: desk.manager.id,
  environmentId: id,
  ...more,
});

async function whole(
  more: Partial<EnvironmentInput> = {},
  { caller = admin, ...rest }: Partial<CreateInput> & { caller?: typeof admin } = {},
): Promise<string> {
  made += 1;
  const key = `rule-${made}`;
  await createConnection({
    caller,
    input: { key, name: key, app: 'custom', ...ofTeam, environment: inputOf(more), ...rest },
  });
  return key;
}
const change = (key: string, patch: UpdateInput) =>
  updateConnection({ caller: admin, input: { key, patch } });
const view = (key: string) => getConnection({ caller: admin, input: { key } });
const grant = (...patterns: string[]) =>
  setAccess({
    caller: admin,
    input: { id: desk.manager.id, projects: [{ projectId: team.id, patterns }] },
  });
const refusal = (key: string) => valuesOf(key).catch(({ code }: { code: string }) => code);

describe('the input', () => {
  it('is refused where it means nothing, naming what is wrong', async () => {
    const wrong: [Partial<EnvironmentInput> & Record<string, unknown>, string][] = [
      [{ prefix: '1X' }, 'environment.prefix'],
      [{ prefix: 'A B' }, 'environment.prefix'],
      [{ only: [] }, 'environment.only'],
      [{ only: ['A', 'A'] }, 'environment.only'],
      [{ environmentId: 'Shop staging' }, 'environment.environmentId'],
      [{ only: ['\ud800'] }, 'environment.only.0'],
    ];
    for (const [more, place] of wrong) {
      const error = await whole(more).catch((thrown) => thrown);
      expect([error.code, Object.keys(error.fields ?? {})]).toEqual(['invalid_input', [place]]);
    }
    await expect(whole({ ...{ field: 'x' } } as never)).rejects.toMatchObject({ code: 'invalid_input' });
  });

  it('is of a connection of the app custom alone', async () => {
    await expect(whole({}, { app: 'postgres' })).rejects.toMatchObject({
      code: 'invalid_input',
      fields: { environment: expect.anything() },
    });
  });

  it('names a secret manager or an Environment that is not there', async () => {
    await expect(whole({ secretManagerId: 'no-such' })).rejects.toMatchObject({
      code: 'not_found',
      fields: { 'environment.secretManagerId': expect.anything() },
    });
    await expect(whole({ environmentId: 'a'.repeat(26) })).rejects.toMatchObject({
      code: 'secret_not_found',
      fields: { environment: expect.anything() },
    });
    await expect(whole({ only: ['NOT_THERE'] })).rejects.toMatchObject({
      code: 'secret_not_found',
      fields: { 'environment.only.NOT_THERE': expect.anything() },
    });
  });

  it('refuses two variables of one name where all are wanted, and gives the others by name', async () => {
    id = account.sandbox.createEnvironment({
      name: 'Twins',
      variables: [
        { name: 'A', value: '1' },
        { name: 'TWIN', value: '2' },
        { name: 'TWIN', value: '3' },
      ],
    }).id;
    account.sandbox.grantVault({ serviceAccountId: desk.token.serviceAccountId, vault: id });
    await expect(whole()).rejects.toMatchObject({ code: 'secret_ambiguous' });
    expect(await valuesOf(await whole({ only: ['A'] }))).toEqual({ A: '1' });
  });
});

describe('a change', () => {
  it('takes another one, keeps it where it is not named, and takes it away with null', async () => {
    const key = await whole({}, { fields: { own: { value: 'v' } } });
    await change(key, { environment: inputOf({ only: ['DB_HOST'], prefix: 'X_' }) });
    expect(await valuesOf(key)).toEqual({ own: 'v', X_DB_HOST: 'db.test' });
    await change(key, { name: 'Renamed' });
    expect(await valuesOf(key)).toEqual({ own: 'v', X_DB_HOST: 'db.test' });
    const now = await change(key, { environment: null });
    expect(now.environment).toBeNull();
    expect(await valuesOf(key)).toEqual({ own: 'v' });
  });

  it('moves the revision, also where `only` alone is another one', async () => {
    const key = await whole();
    const { revision } = await view(key);
    await change(key, { environment: inputOf({ only: ['DB_HOST'] }) });
    expect((await view(key)).revision).toBe(revision + 1);
  });
});

describe('who may use it', () => {
  it('is who may use all of the Environment, asked again when it is resolved', async () => {
    const key = await whole();
    await grant(`op-environment://${id}/DB_*`);
    expect(await refusal(key)).toBe('secret_forbidden');
    expect((await view(key)).environment?.refused).toMatchObject({ reason: 'not_granted' });
    const listed = await listConnections({ caller: admin, input: { search: key, state: 'refused' } });
    expect(listed.items.map((each) => each.key)).toEqual([key]);
    await expect(whole({}, { caller: builder })).rejects.toMatchObject({ code: 'secret_forbidden' });
    await grant(`op-environment://${id}/**`);
    expect(await refusal(key)).toEqual(all);
  });

  it('is who may use each variable that is named alone', async () => {
    await grant(`op-environment://${id}/DB_*`);
    const key = await whole({ only: ['DB_HOST'] }, { caller: builder });
    expect(await valuesOf(key)).toEqual({ DB_HOST: 'db.test' });
    await expect(whole({ only: ['DB_HOST', 'API KEY'] }, { caller: builder })).rejects.toMatchObject({
      code: 'secret_forbidden',
      fields: { 'environment.only.API KEY': expect.anything() },
    });
    await grant(`op-environment://${id}/OTHER`);
    expect(await refusal(key)).toBe('secret_forbidden');
  });

  it('refuses a scope whose projects may not use it', async () => {
    const key = await whole();
    await expect(change(key, { scope: 'project', projectIds: [] })).rejects.toMatchObject({
      code: expect.stringMatching(/forbidden|invalid_input/),
    });
    await grant(`op-environment://${id}/DB_*`);
    await expect(change(key, { name: 'Other' })).rejects.toMatchObject({
      code: 'forbidden',
      fields: { environment: expect.anything() },
    });
  });
});

describe('where a binding counts', () => {
  it('it is in use: listed with its secret manager, which is not removed', async () => {
    const key = await whole({ prefix: 'P_' });
    const used = await listUsedBy({ caller: admin, input: { secretManagerId: desk.manager.id } });
    expect(used.items).toMatchObject([
      { key, fields: [{ name: 'P_*', reference: `op-environment://${id}` }] },
    ]);
    const input = { id: desk.manager.id };
    await expect(removeManager({ caller: admin, input: { ...input, force: 'no' } })).rejects.toMatchObject({
      code: 'in_use',
    });
    await removeManager({ caller: admin, input: { ...input, force: 'yes' } });
    expect(await refusal(key)).toBe('secret_not_found');
    expect((await view(key)).broken).toMatchObject([{ field: 'P_*', kind: 'manager_gone' }]);
  });

  it('a scan finds it gone once it is archived, and tells the connection as broken', async () => {
    const key = await whole();
    account.sandbox.archiveItem(account.sandbox.variablesItem(id));
    await scanManager({ caller: admin, input: { id: desk.manager.id } });
    expect((await view(key)).broken).toMatchObject([{ field: '*' }]);
    const listed = await listConnections({ caller: admin, input: { search: key, state: 'broken' } });
    expect(listed.items).toHaveLength(1);
  });

  it('a test tells each variable by name, and never a value', async () => {
    const key = await whole();
    const { steps } = await testConnection({ caller: admin, input: { key } });
    expect(steps[0]?.fields?.map(({ name }) => name).sort()).toEqual(Object.keys(all).sort());
    expect(JSON.stringify(steps)).not.toContain('db.test');
  });

  it('a version that had it is restored, and what differs is told', async () => {
    const key = await whole({ prefix: 'P_' });
    await change(key, { environment: null, fields: { own: { value: 'v' } } });
    const preview = await previewRestore({ caller: admin, input: { key, version: 1 } });
    expect(preview.changes).toContainEqual({
      part: 'environment',
      before: null,
      after: {
        secretManagerName: desk.manager.name,
        environmentId: id,
        title: 'Shop staging',
        prefix: 'P_',
        only: null,
      },
    });
    await restoreVersion({ caller: admin, input: { key, version: 1, restore: {} } });
    expect(Object.keys(await valuesOf(key)).sort()).toEqual(['P_API KEY', 'P_DB_HOST', 'P_DB_PASSWORD']);
    const { items } = await listVersions({ caller: admin, input: { key } });
    expect(items.map(({ cause }) => cause)).toEqual([
      'connection.restored',
      'connection.updated',
      'connection.created',
    ]);
  });

  it('a version whose secret manager was removed keeps what is there now, and says so', async () => {
    const key = await whole();
    await change(key, { environment: null });
    await removeManager({ caller: admin, input: { id: desk.manager.id, force: 'yes' } });
    const preview = await previewRestore({ caller: admin, input: { key, version: 1 } });
    expect(preview).toMatchObject({ isEnvironmentLost: true, changes: [] });
  });

  it('an export has every variable, and says which no shell takes', async () => {
    const key = await whole({ prefix: 'P_' }, { fields: { P_DB_HOST: { value: 'own' } } });
    const text = await exportConnection({ caller: admin, input: { key } });
    expect(text).toContain(`P_DB_PASSWORD="op-environment://${id}/DB_PASSWORD"`);
    expect(text).toContain('# P_API KEY: No shell');
    expect(text).not.toContain(`/DB_HOST`);
  });

  it('a copy is the same whole Environment', async () => {
    const key = await whole({ prefix: 'P_' });
    const as = { key: `${key}-copy`, name: 'Copy' };
    await duplicateConnection({ caller: admin, input: { key, as } });
    expect(await valuesOf(as.key)).toEqual(await valuesOf(key));
    expect((await view(as.key)).environment).toEqual((await view(key)).environment);
  });

  it('it is bound through another secret manager that reads it, all of it', async () => {
    const key = await whole({ prefix: 'P_' });
    const other = await connectDesk(account.sandbox, { Stripe: { key: 'sk' } });
    account.sandbox.grantVault({ serviceAccountId: other.token.serviceAccountId, vault: id });
    const ids = { fromId: desk.manager.id, toId: other.manager.id };
    const preview = await previewRepoint({ caller: admin, input: { ...ids, keys: [key] } });
    const [connection] = preview.connections;
    const fields = Object.fromEntries(
      (connection?.fields ?? []).map(({ name, reference = '' }) => [name, reference]),
    );
    const changes = [{ key, revision: connection?.revision ?? 0, fields }];
    const { left } = await repointConnections({ caller: admin, input: { ...ids, changes } });
    expect(left).toEqual([]);
    expect((await view(key)).environment).toMatchObject({
      secretManagerId: other.manager.id,
      prefix: 'P_',
      variables: Object.keys(all).sort(),
    });
    const resolved = await resolveConnection({ caller: workload, input: { key } });
    expect(Object.keys(JSON.parse(textOfSecret(resolved.fields)))).toHaveLength(3);
  });
});
