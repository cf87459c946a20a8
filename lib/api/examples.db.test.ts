import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { guardedRoutes } from './app';
import { examples } from './examples/all';
import { ids, storedReference } from './examples/ids';
import { useTestApi } from './testing/use-api';

useTestDatabase();
const account = useTestAccount(60_000);
const { ask, asAdmin, asWorkload, signedIn } = useTestApi();

const tokens = { main: '', other: '' };
const environments = { main: '', other: '' };
/** The real text for each placeholder of an example. */
const real = new Map<string, string>();
const sent = new Set<string>();

beforeAll(async () => {
  const { sandbox } = account;
  const mint = (...vaults: string[]) => sandbox.mintToken({ vaults }).token;
  for (const which of ['main', 'other'] as const) {
    const vault = sandbox.createVault({ name: 'Production' }).id;
    const fields = ['Secret Key', 'Restricted Key'].map((label) => ({
      label,
      type: 'Concealed' as const,
      value: `canary of ${label}`,
    }));
    sandbox.createItem({ vault, title: 'Stripe', category: 'ApiCredentials', fields });
    environments[which] = sandbox.createEnvironment({
      name: 'Shop staging',
      variables: [{ name: 'DB_PASSWORD', value: 'canary of a variable' }],
    }).id;
    tokens[which] = mint(vault, environments[which]);
  }
});

/** An example with what it stands for in place of its placeholders. */
function filled(value: unknown): unknown {
  let text = JSON.stringify(value);
  for (const [placeholder, actual] of real) text = text.replaceAll(placeholder, actual);
  return JSON.parse(text);
}

interface Sending {
  path?: Record<string, string>;
  query?: string;
  by?: typeof asAdmin;
}

/** Sends the request of an operation's example, and checks that what comes back has the form of its answer. */
async function send(operationId: string, { path = {}, query = '', by = asAdmin }: Sending = {}) {
  const route = guardedRoutes.find((each) => each.operationId === operationId);
  if (!route) throw new Error(`no operation ${operationId}`);
  const url = route.path.replace(/:([A-Za-z]+)/g, (_all, name: string) => path[name] ?? `no ${name}`);
  const { body, answer } = examples[operationId] ?? { body: undefined };
  const got = await by(route.method, `/api/v1${url}${query}`, body === undefined ? undefined : filled(body));
  expect([operationId, got.status, got.body]).toEqual([operationId, route.status ?? 200, got.body]);
  if (answer !== undefined)
    expect({ operationId, ...formOf(got.body, answer) }).toEqual({ operationId, ...formOf(answer, answer) });
  sent.add(operationId);
  return got.body;
}

/** What an answer has of the properties that `like` has, each as the kind of its value. */
function formOf(value: unknown, like: unknown): Record<string, unknown> {
  const form: Record<string, unknown> = {};
  const walk = (one: unknown, other: unknown, path: string) => {
    form[path] = one === null ? 'null' : Array.isArray(one) ? 'list' : typeof one;
    for (const [name, part] of Object.entries(Object(typeof other === 'object' ? other : {})))
      walk(Object(one)[name], part, `${path}/${name}`);
  };
  walk(value, like, '');
  return form;
}

describe('the examples of the description', () => {
  it('are of operations that are there, and every body has one', () => {
    const known = guardedRoutes.map(({ operationId }) => operationId);
    expect(Object.keys(examples).filter((each) => !known.includes(each))).toEqual([]);
    const bare = guardedRoutes.filter(
      ({ body, operationId }) => body && examples[operationId]?.body === undefined,
    );
    expect(bare.map(({ operationId }) => operationId)).toEqual([]);
  });

  it('fit the schemas of their requests and answers', () => {
    for (const { operationId, body, answer } of guardedRoutes) {
      const example = examples[operationId];
      if (example?.body !== undefined)
        expect([operationId, body?.safeParse(example.body).error]).toEqual([operationId, undefined]);
      if (example?.answer !== undefined)
        expect([operationId, answer.safeParse(example.answer).error]).toEqual([operationId, undefined]);
    }
  });

  it('hold nothing that looks like a secret', () => {
    expect(JSON.stringify(examples)).not.toMatch(
      /ops_[A-Za-z0-9]{8}|lk_[A-Za-z0-9_-]{16}|(sk|rk)_(live|test)_\w/,
    );
  });

  it('work, one after the other: from a token to a resolved connection and its end', async () => {
    real.set('ops_…', tokens.main);
    await send('testCredential');
    const manager = String((await send('connectManager')).id);
    real.set(ids.manager, manager);
    real.set(ids.project, String((await send('createProject')).id));
    await send('setAccess', { path: { id: manager } });
    await send('previewAccess', { path: { id: manager } });
    await send('previewRefusals', { path: { id: manager } });
    await send('updateManager', { path: { id: manager } });

    const vaultId = String((await send('browseVaults', { path: { id: manager } })).items[0]?.id);
    const vault = { id: manager, vaultId };
    const itemId = String((await send('browseItems', { path: vault })).items[0]?.id);
    const fields = await send('browseFields', { path: { ...vault, itemId } });
    await send('browseEnvironments', { path: { id: manager } });
    await send('browseVariables', { path: { id: manager, environmentId: environments.main } });
    await send('checkReference');

    const connection = { path: { key: 'shop-stripe' } };
    await send('createConnection');
    await send('getConnection', connection);
    await send('resolveConnection', { ...connection, by: asWorkload });
    await send('resolveConnections', { by: asWorkload });
    await send('updateConnection', connection);
    await asAdmin('POST', '/api/v1/connections', { key: 'plain', name: 'Plain', app: 'custom' });
    await send('testConnection', { path: { key: 'plain' } });
    await send('duplicateConnection', connection);
    await send('tagConnections');
    await send('disableConnections');
    await send('enableConnections');

    const entries = await send('listEntries', { query: `?secretManagerId=${manager}` });
    const entry = String(entries.items[0]?.id);
    real.set(ids.cacheEntry, entry);
    await send('previewSelection');
    await send('refreshSelection');
    await send('refreshEntry', { path: { id: entry } });
    await send('clearSelection');
    await send('clearEntries', { query: `?secretManagerId=${manager}` });

    const made = await send('createApiKey');
    const authorization = `Bearer ${String(made.key)}`;
    await send('resolveReferences', {
      by: (method, url, body) => ask(method, url, { body, headers: { authorization } }),
    });
    await send('rotateApiKey', { path: { id: String(made.id) } });
    await send('setKeyDefaults');

    real.set('ops_…', tokens.other);
    const second = { ...Object(filled(examples.connectManager?.body)), name: 'Other account' };
    const other = String((await asAdmin('POST', '/api/v1/secret-managers', second)).body.id);
    real.set(ids.otherManager, other);
    await asAdmin('PUT', `/api/v1/secret-managers/${other}/access`, filled(examples.setAccess?.body));
    await send('previewRepoint');
    const { id } = await send('repointConnections');
    expect((await asAdmin('POST', `/api/v1/bulk/connections/repoint/${String(id)}/undo`)).status).toBe(200);
    await send('restoreVersion', { path: { key: 'shop-stripe', version: '1' } });
    real.set(storedReference, String(fields.items.find(({ title }) => title === 'Secret Key')?.reference));
    await send('repairReference');

    // The last admin cannot be changed: there has to be one.
    await signedIn('admin');
    const user = String((await send('createUser')).id);
    await send('updateUser', { path: { id: user } });
    await send('inviteUser', { path: { id: user } });
    await send('addDestination');
    await send('removeConnections');
  });

  it('were all sent', () => {
    expect(Object.keys(examples).filter((each) => !sent.has(each))).toEqual([]);
  });
});
