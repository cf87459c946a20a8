import { beforeAll, describe, expect, it } from 'vitest';
import { useTestDatabase } from '@/lib/platform/testing/database';
import { useTestAccount } from '@/lib/providers/testing/account';
import { origin, useTestApi } from './testing/use-api';

// Values that no answer may hold but a resolve's.
const secretKey = 'canary-value-of-stripe';
const typedPassword = 'canary-typed-password';

useTestDatabase();
const account = useTestAccount(60_000);
const { ask, asAdmin, asWorkload, reader, signedIn } = useTestApi();

const place = { token: '', managerId: '', projectId: '', vaultId: '', itemId: '', reference: '' };

beforeAll(async () => {
  const { sandbox } = account;
  const vault = sandbox.createVault({ name: 'Production' });
  sandbox.createItem({
    vault: vault.id,
    title: 'Stripe',
    category: 'ApiCredentials',
    fields: [{ label: 'Secret Key', type: 'Concealed', value: secretKey }],
  });
  place.token = sandbox.mintToken({ vaults: [vault.id] }).token;
});

const config = () => ({ serviceAccountToken: place.token });

describe('the routes, in the order of a first day', () => {
  it('test a token without saving it', async () => {
    const { status, body } = await asAdmin('POST', '/api/v1/secret-managers/test', {
      provider: 'onepassword',
      config: config(),
    });
    expect([status, body.ok]).toEqual([200, true]);
    expect(body.vaults).toEqual([{ id: expect.any(String), title: 'Production', itemCount: 1 }]);
    expect((await asAdmin('GET', '/api/v1/secret-managers')).body.items).toEqual([]);
  });

  it('connect a secret manager, whose token is in no answer', async () => {
    const { status, body, text } = await asAdmin('POST', '/api/v1/secret-managers', {
      name: 'Main',
      provider: 'onepassword',
      config: { serviceAccountToken: `  ${place.token}\n` },
    });
    expect([status, body.name, body.status]).toEqual([201, 'Main', 'connected']);
    place.managerId = String(body.id);
    const read = await asAdmin('GET', `/api/v1/secret-managers/${place.managerId}`);
    const list = await asAdmin('GET', '/api/v1/secret-managers');
    expect(list.body.items).toEqual([read.body]);
    for (const each of [text, read.text, list.text]) expect(each).not.toContain(place.token.slice(4, 40));
  });

  it('refuse a name that is taken, a damaged token and an address that is not allowed', async () => {
    const connect = (name: string, serviceAccountToken: string) =>
      asAdmin('POST', '/api/v1/secret-managers', {
        name,
        provider: 'onepassword',
        config: { serviceAccountToken },
      });
    const elsewhere = JSON.parse(Buffer.from(place.token.slice(4), 'base64').toString());
    elsewhere.signInAddress = 'https://evil.example';
    const foreign = `ops_${Buffer.from(JSON.stringify(elsewhere)).toString('base64').replace(/=+$/, '')}`;
    const answers = [
      await connect('Main', place.token),
      await connect('Other', place.token.slice(0, 60)),
      await connect('Other', foreign),
    ];
    expect(answers.map(({ status, body }) => [status, body.code])).toEqual([
      [409, 'conflict'],
      [422, 'invalid_token'],
      [422, 'sign_in_address_refused'],
    ]);
  });

  it('rename it, set its policy and test it again', async () => {
    const path = `/api/v1/secret-managers/${place.managerId}`;
    const { status, body } = await asAdmin('PATCH', path, {
      name: 'Production',
      policy: { freshMs: 60_000 },
    });
    expect([status, body.name]).toEqual([200, 'Production']);
    expect(body.policy).toMatchObject({ freshMs: 60_000, absentMs: 60_000 });
    const tested = await asAdmin('POST', `${path}/test`);
    expect([tested.status, tested.body.ok]).toEqual([200, true]);
    expect(tested.body.manager).toMatchObject({ id: place.managerId, status: 'connected' });
  });

  it('let a project use what is granted to it, told afterwards as it was set', async () => {
    const project = await asAdmin('POST', '/api/v1/projects', { name: 'Shop' });
    place.projectId = String(project.body.id);
    const path = `/api/v1/secret-managers/${place.managerId}/access`;
    expect((await asAdmin('GET', path)).body).toMatchObject({ projects: [], refused: [], refusedCount: 0 });
    const granted = { projectId: place.projectId, patterns: ['op://Production/**'] };
    const set = await asAdmin('PUT', path, { projects: [granted] });
    expect([set.status, set.body.projects]).toEqual([
      200,
      [{ ...granted, projectName: 'Shop', boundFields: 0 }],
    ]);
    expect((await asAdmin('GET', path)).body).toEqual(set.body);
    const builder = { cookie: await signedIn('builder', [place.projectId]), origin };
    const refused = await ask('PUT', path, { headers: builder, body: { projects: [] } });
    expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
  });

  it('browse vault, item and field, without a value', async () => {
    const path = `/api/v1/secret-managers/${place.managerId}/vaults`;
    const vaults = await asAdmin('GET', path);
    place.vaultId = String(vaults.body.items[0]?.id);
    const items = await asAdmin('GET', `${path}/${place.vaultId}/items`);
    expect(items.body.items[0]).toMatchObject({ title: 'Stripe' });
    place.itemId = String(items.body.items[0]?.id);
    const fields = await asAdmin('GET', `${path}/${place.vaultId}/items/${place.itemId}/fields`);
    expect(fields.body).toMatchObject({ itemTitle: 'Stripe', nextCursor: null });
    const field = fields.body.items.find(({ title }) => title === 'Secret Key');
    place.reference = String(field?.reference);
    expect(place.reference).toBe(`op://${place.vaultId}/${place.itemId}//${field?.id}`);
    expect(fields.text).not.toContain(secretKey);
  });

  it('browse the same by path', async () => {
    const at = async (...path: string[]) =>
      asAdmin('GET', `/api/v1/secret-managers/${place.managerId}/browse?path=${path.join('&path=')}`);
    const [vault, item] = [await at(place.vaultId), await at(place.vaultId, place.itemId)];
    const node = { id: place.itemId, title: 'Stripe', kind: 'item', holds: 'secrets' };
    expect(vault.body.items).toContainEqual(node);
    expect(item.body.items.map(({ reference }) => reference)).toContain(place.reference);
    expect(item.text).not.toContain(secretKey);
    expect([(await at('Production')).status, (await at('')).status]).toEqual([404, 422]);
  });

  it('check a reference, found or not, without its value', async () => {
    const check = (reference: string) =>
      asAdmin('POST', '/api/v1/references/check', { secretManagerId: place.managerId, reference });
    const found = await check('op://Production/Stripe/Secret Key');
    expect(found.body).toMatchObject({ ok: true, reference: { ids: place.reference } });
    expect(found.text).not.toContain(secretKey);
    const missing = await check('op://Production/Stripe/Nothing');
    expect([missing.status, missing.body.ok, missing.body.code]).toEqual([200, false, 'secret_not_found']);
    const malformed = await check('Production/Stripe');
    expect([malformed.body.ok, malformed.body.code]).toEqual([false, 'reference_invalid']);
  });

  it('tell people what is missing in their language, from one kept answer, and programs in English', async () => {
    const cookie = await signedIn('support', [place.projectId]);
    const check = (headers: Record<string, string>) =>
      ask('POST', '/api/v1/references/check', {
        body: { secretManagerId: place.managerId, reference: 'op://Production/Stripe/Nothing' },
        headers: { ...headers, origin },
      });
    const german = { cookie: `${cookie}; latchkey-locale=de` };
    expect((await check(german)).body.message).toMatch(/^Das Objekt hat kein solches Feld/);
    expect((await check({ cookie })).body.message).toMatch(/^The item has no such field/);
    // People's checks are not cached; a workload's read is.
    const references = ['op://Production/Stripe/Nothing'];
    const asked = { body: { secretManagerId: place.managerId, references } };
    await ask('POST', '/api/v1/references/resolve', { ...asked, headers: await reader(place.managerId) });
    const listed = await ask('GET', '/api/v1/cache?state=absent', { headers: german });
    expect(listed.body.items).toMatchObject([{ absentMessage: expect.stringContaining('Das Objekt hat') }]);
    const byKey = await asAdmin('GET', '/api/v1/cache?state=absent', undefined, { 'accept-language': 'de' });
    expect(byKey.body.items).toMatchObject([{ absentMessage: expect.stringContaining('The item has') }]);
  });

  it('make a connection, bound and typed, whose typed password is write-only', async () => {
    const { status, body, text } = await asAdmin('POST', '/api/v1/connections', {
      key: 'shop',
      name: 'Shop',
      app: 'custom',
      fields: {
        apiKey: { secretManagerId: place.managerId, reference: 'op://Production/Stripe/Secret Key' },
        password: { value: typedPassword },
      },
    });
    expect([status, body.key, body.revision]).toEqual([201, 'shop', 1]);
    const read = await asAdmin('GET', '/api/v1/connections/shop');
    expect(read.body.fields).toMatchObject({
      apiKey: { reference: place.reference, isVerified: true },
      password: { isSecret: true, isSet: true },
    });
    const list = await asAdmin('GET', '/api/v1/connections?limit=1&search=sho');
    expect(list.body.items).toEqual([read.body]);
    for (const each of [text, read.text, list.text]) expect(each).not.toContain('canary');
  });

  it('resolve the connection for a workload, to be kept by nobody', async () => {
    const { status, headers, body } = await asWorkload('POST', '/api/v1/connections/shop/resolve');
    expect(status).toBe(200);
    expect(headers['content-type']).toMatch(/^application\/json/);
    expect(headers['cache-control']).toBe('no-store');
    expect(body).toMatchObject({
      key: 'shop',
      revision: 1,
      fields: { apiKey: secretKey, password: typedPassword },
    });
    expect(body.sources).toMatchObject({ password: { source: 'literal', state: 'fresh' } });
  });

  it('resolve references for a workload, each with a value or an error of its own', async () => {
    const asked = {
      secretManagerId: place.managerId,
      references: [place.reference, 'op://Production/Stripe/Nothing', 'nonsense'],
    };
    const { status, headers, body } = await ask('POST', '/api/v1/references/resolve', {
      headers: await reader(place.managerId),
      body: asked,
    });
    expect([status, headers['cache-control']]).toEqual([200, 'no-store']);
    expect(body.results).toEqual([
      {
        reference: place.reference,
        value: secretKey,
        source: 'memory',
        state: 'fresh',
        ageMs: expect.any(Number),
      },
      {
        reference: 'op://Production/Stripe/Nothing',
        error: { code: 'secret_not_found', message: expect.any(String) },
      },
      { reference: 'nonsense', error: { code: 'reference_invalid', message: expect.any(String) } },
    ]);
  });

  it('refuse references to a key that was made for connections alone', async () => {
    const { status, body, text } = await asWorkload('POST', '/api/v1/references/resolve', {
      secretManagerId: place.managerId,
      references: [place.reference],
    });
    expect([status, body.code, body.reason]).toEqual([403, 'forbidden', 'references']);
    expect(text).not.toContain('canary');
  });

  it('refuse a value to every person, whatever their role', async () => {
    for (const role of ['admin', 'builder', 'support'] as const) {
      const headers = { cookie: await signedIn(role), origin };
      const one = await ask('POST', '/api/v1/connections/shop/resolve', { headers });
      const many = await ask('POST', '/api/v1/references/resolve', {
        headers,
        body: { secretManagerId: place.managerId, references: [place.reference] },
      });
      expect([role, one.status, many.status]).toEqual([role, 403, 403]);
      expect(one.text + many.text).not.toContain('canary');
    }
  });

  it('list, refresh and clear cache entries, without a value', async () => {
    const list = await asAdmin('GET', `/api/v1/cache?secretManagerId=${place.managerId}&state=fresh`);
    const entry = list.body.items.find(({ reference }) => reference === place.reference);
    expect(entry).toMatchObject({ state: 'fresh', connections: [{ key: 'shop', name: 'Shop' }] });
    const id = String(entry?.id);
    const refreshed = await asAdmin('POST', `/api/v1/cache/${id}/refresh`);
    expect([refreshed.status, refreshed.body.state]).toEqual([200, 'fresh']);
    for (const each of [list.text, refreshed.text]) expect(each).not.toContain(secretKey);
    expect((await asAdmin('DELETE', `/api/v1/cache/${id}`)).status).toBe(204);
    expect((await asAdmin('DELETE', `/api/v1/cache/${id}`)).body.code).toBe('not_found');
    await asWorkload('POST', '/api/v1/connections/shop/resolve');
    const cleared = await asAdmin('DELETE', `/api/v1/cache?secretManagerId=${place.managerId}`);
    expect([cleared.status, cleared.body]).toEqual([200, { cleared: expect.any(Number) }]);
    expect((await asAdmin('DELETE', '/api/v1/cache')).body).toMatchObject({
      code: 'invalid_input',
      fields: { secretManagerId: expect.any(String) },
    });
  });

  it('change a connection, and refuse a change that is based on an older revision', async () => {
    const changed = await asAdmin('PATCH', '/api/v1/connections/shop', {
      name: 'The shop',
      fields: { password: null },
    });
    expect([changed.status, changed.body.name]).toEqual([200, 'The shop']);
    expect(Object.keys(changed.body.fields ?? {})).toEqual(['apiKey']);
    const late = await asAdmin('PATCH', '/api/v1/connections/shop', { name: 'Late', revision: 1 });
    expect([late.status, late.body.code]).toEqual([409, 'conflict']);
  });

  it('refuse to remove a secret manager in use, with the connections that need it', async () => {
    const { status, body } = await asAdmin('DELETE', `/api/v1/secret-managers/${place.managerId}`);
    expect([status, body.code]).toEqual([409, 'in_use']);
    expect(body.connections).toEqual([{ key: 'shop', name: 'The shop' }]);
  });

  it('remove a connection and then its secret manager', async () => {
    expect((await asAdmin('DELETE', '/api/v1/connections/shop')).status).toBe(204);
    expect((await asWorkload('POST', '/api/v1/connections/shop/resolve')).body.code).toBe('not_found');
    const path = `/api/v1/secret-managers/${place.managerId}`;
    expect((await asAdmin('DELETE', path)).status).toBe(204);
    expect((await asAdmin('GET', path)).body.code).toBe('not_found');
  });
});
