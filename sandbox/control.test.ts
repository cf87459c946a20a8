import type { Client } from '@1password/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MintedToken, Sandbox } from './handle';
import { startSandbox } from './sandbox';
import { messageOf, signIn } from './testing/sign-in';

const reference = 'op://Production/Stripe/Secret Key';

describe('the control calls of a running sandbox', () => {
  let sandbox: Sandbox;
  let minted: MintedToken;
  let client: Client;

  beforeAll(async () => {
    sandbox = await startSandbox();
    const vault = sandbox.createVault({ name: 'Production' }).id;
    const fields = [{ label: 'Secret Key', type: 'Concealed' as const, value: 'sk_canary' }];
    sandbox.createItem({ vault, title: 'Stripe', category: 'ApiCredentials', fields });
    minted = sandbox.mintToken();
    client = await signIn(minted.token);
  });
  afterAll(() => sandbox.close());

  const post = async (path: string, body: unknown) => {
    const answer = await fetch(sandbox.address + path, { method: 'POST', body: JSON.stringify(body) });
    return { status: answer.status, body: await answer.json() };
  };
  const item = { vault: 'Production', item: 'Stripe' };

  it('list what is there without a value, key or token', async () => {
    const answer = await fetch(`${sandbox.address}/sandbox`);
    const text = await answer.text();
    expect(JSON.parse(text)).toMatchObject({
      address: sandbox.address,
      vaults: [
        {
          name: 'Production',
          items: [
            {
              title: 'Stripe',
              category: 'ApiCredentials',
              state: 'active',
              fields: [{ label: 'Secret Key' }],
            },
          ],
        },
      ],
      serviceAccounts: [{ id: minted.serviceAccountId, email: minted.email, revoked: false }],
    });
    expect(text).not.toMatch(/sk_canary|ops_|A3-/);
  });

  it('change, rename, archive, restore, move and delete an item by names', async () => {
    expect(await post('/sandbox/items/update', { ...item, field: 'secret key', value: 'sk_new' })).toEqual({
      status: 200,
      body: { ok: true },
    });
    expect(await client.secrets.resolve(reference)).toBe('sk_new');
    await post('/sandbox/items/archive', item);
    expect(await messageOf(client.secrets.resolve(reference))).toContain('no item matched');
    await post('/sandbox/items/restore', item);
    await post('/sandbox/items/rename', { ...item, title: 'Renamed' });
    expect(await client.secrets.resolve('op://Production/Renamed/Secret Key')).toBe('sk_new');
    await post('/sandbox/items/rename', { vault: 'Production', item: 'Renamed', title: 'Stripe' });
    await post('/sandbox/items/remove-field', { ...item, field: 'Secret Key' });
    expect(await messageOf(client.secrets.resolve(reference))).toContain('field');
    await post('/sandbox/items/update', {
      ...item,
      field: 'Secret Key',
      value: 'sk_back',
      type: 'Concealed',
    });
    expect(await client.secrets.resolve(reference)).toBe('sk_back');
    await post('/sandbox/vaults', { name: 'Attic' });
    const moved = await post('/sandbox/items/move', { ...item, toVault: 'Attic' });
    expect(sandbox.findItem(sandbox.findVault('Attic'), 'Stripe').item).toBe(moved.body.id);
    await post('/sandbox/items/move', { vault: 'Attic', item: 'Stripe', toVault: 'Production' });
    await post('/sandbox/vaults/rename', { vault: 'Attic', name: 'Cellar' });
    await post('/sandbox/vaults/delete', { vault: 'Cellar' });
    expect(sandbox.summary().vaults.map((vault) => vault.name)).toEqual(['Production']);
  });

  it('make an item with everything in it', async () => {
    const made = await post('/sandbox/items', {
      vault: 'Production',
      title: 'Whole',
      category: 'Login',
      username: 'joe',
      password: 'pw',
      webFields: [{ name: 'pin', id: 'pin', value: '1234', designation: 'pin' }],
      sections: [{ title: 'More', fields: [{ label: 'a', type: 'Email', value: 'a@example.test' }] }],
      notes: 'n',
      tags: ['t'],
      urls: [{ url: 'https://a.example', label: 'site' }],
    });
    expect(await client.secrets.resolve('op://Production/Whole/pin')).toBe('1234');
    expect(await client.items.get(sandbox.findVault('Production'), made.body.id)).toMatchObject({
      notes: 'n',
      tags: ['t'],
      websites: [{ label: 'site' }],
    });
    await post('/sandbox/items/delete', { vault: 'Production', item: 'Whole' });
    expect(await messageOf(client.secrets.resolve('op://Production/Whole/pin'))).toContain('no item matched');
  });

  it('mint, revoke, restore, grant and withdraw', async () => {
    const { body } = await post('/sandbox/tokens', { name: 'other', vaults: [] });
    const other = await signIn(body.token);
    const { serviceAccountId } = body;
    expect(await other.vaults.list()).toHaveLength(0);
    await post('/sandbox/tokens/grant', { serviceAccountId, vault: 'Production' });
    expect(await other.vaults.list()).toHaveLength(1);
    await post('/sandbox/tokens/withdraw', { serviceAccountId, vault: 'Production' });
    expect(await other.vaults.list()).toHaveLength(0);
    await post('/sandbox/tokens/revoke', { serviceAccountId });
    expect(await messageOf(other.vaults.list())).toContain('bad credentials');
    await post('/sandbox/tokens/restore', { serviceAccountId });
    expect(await other.vaults.list()).toHaveLength(0);
  });

  it('inject and clear faults, set the latency, end sessions and show the requests', async () => {
    const fault = { kind: 'status', status: 429, headers: { 'Retry-After': '3' }, route: 'vaults' };
    const first = await post('/sandbox/faults', fault);
    await post('/sandbox/faults', { kind: 'slow', delayMs: 1, chunkMs: 1, chunkBytes: 900, route: 'item' });
    expect(sandbox.faults()).toMatchObject([
      { kind: 'status', route: 'vaults', times: null },
      { kind: 'slow' },
    ]);
    expect(await messageOf(client.vaults.list())).toContain('rate limit exceeded');
    await post('/sandbox/faults/clear', { id: first.body.id });
    expect(await client.vaults.list()).toHaveLength(1);
    await post('/sandbox/faults', { ...fault, times: 1, skip: 1, serviceAccountId: minted.serviceAccountId });
    await post('/sandbox/faults/clear', {});
    await post('/sandbox/latency', { latencyMs: 1 });
    await post('/sandbox/sessions/expire', {});
    await post('/sandbox/requests/clear', {});
    expect(await client.vaults.list()).toHaveLength(1);
    const log = await (await fetch(`${sandbox.address}/sandbox/requests`)).json();
    expect(log).toMatchObject({
      counts: { vaults: 2, 'auth/start': 1 },
      requests: [{ route: 'vaults', status: 401 }, {}, {}, {}, {}, { status: 200 }],
    });
  });

  it.each([
    ['/sandbox/items/update', { vault: 'Nowhere', item: 'Stripe', field: 'x', value: 'y' }, 404],
    ['/sandbox/items/update', { vault: 'Production', item: 'Nothing', field: 'x', value: 'y' }, 404],
    ['/sandbox/items/update', { ...item, field: 'x', value: 'y', type: 'Strange' }, 400],
    ['/sandbox/items/remove-field', { ...item, field: 'nothing' }, 404],
    ['/sandbox/items/rename', { ...item }, 400],
    ['/sandbox/items', { vault: 'Production', title: 'x', category: 'Strange' }, 400],
    [
      '/sandbox/items',
      { vault: 'Production', title: 'x', fields: [{ label: 'f', type: 'File', value: 'x' }] },
      400,
    ],
    [
      '/sandbox/items',
      { vault: 'Production', title: 'x', fields: [{ label: 'k', type: 'SshKey', value: 'x' }] },
      400,
    ],
    ['/sandbox/tokens/revoke', { serviceAccountId: 'nobody' }, 404],
    ['/sandbox/faults', { kind: 'strange' }, 400],
    ['/sandbox/faults', { kind: 'status', status: 'x' }, 400],
    ['/sandbox/faults', { kind: 'hang', route: 'strange' }, 400],
    ['/sandbox/strange', {}, 404],
  ])('refuse with a reason: %s %j', async (path, body, status) => {
    expect(await post(path, body)).toMatchObject({ status, body: { reason: expect.any(String) } });
  });

  it('refuse a title that is not unique', async () => {
    const vault = sandbox.findVault('Production');
    for (const _ of ['one', 'two']) sandbox.createItem({ vault, title: 'Twin' });
    expect((await post('/sandbox/items/archive', { vault: 'Production', item: 'Twin' })).status).toBe(409);
  });
});
