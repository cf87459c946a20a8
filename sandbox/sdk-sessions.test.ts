import { type Client, ItemCategory, ItemFieldType } from '@1password/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { MintedToken, Sandbox } from './handle';
import { startSandbox } from './sandbox';
import { messageOf, signIn } from './testing/sign-in';
import { decodeToken, encodeToken } from './token';

const signInRoutes = { 'auth/start': 1, auth: 1, 'auth/confirm-key': 1, 'auth/complete': 1 };

describe('sessions and access, seen by the real SDK', () => {
  let sandbox: Sandbox;
  let vault: string;
  let item: string;
  let minted: MintedToken;
  let client: Client;

  beforeAll(async () => {
    sandbox = await startSandbox();
    vault = sandbox.createVault({ name: 'Production' }).id;
    item = sandbox.createItem({ vault, title: 'Stripe', fields: [{ label: 'key', value: 'sk' }] }).id;
    minted = sandbox.mintToken();
    client = await signIn(minted.token);
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.clearLog());

  it('signing in takes four requests', async () => {
    await signIn(minted.token);
    expect(sandbox.counts()).toEqual(signInRoutes);
    expect(sandbox.requests().every((request) => request.serviceAccountId === minted.serviceAccountId)).toBe(
      true,
    );
  });

  it('an ended session is renewed once for all calls in flight, and the calls succeed', async () => {
    await client.items.get(vault, item);
    sandbox.expireSessions();
    sandbox.clearLog();
    sandbox.setLatency(100);
    const reads = await Promise.all(Array.from({ length: 8 }, () => client.items.get(vault, item)));
    sandbox.setLatency(0);
    expect(reads.every((read) => read.id === item)).toBe(true);
    expect(sandbox.counts(minted.serviceAccountId)).toEqual({ ...signInRoutes, item: 16 });
    expect(sandbox.requests().filter((request) => request.status === 401)).toHaveLength(8);
  });

  it('a renewal that finds another user is given up', async () => {
    sandbox.expireSessions(minted.serviceAccountId);
    sandbox.injectFault({ route: 'auth/complete', kind: 'differentUser', times: 1 });
    expect(await messageOf(client.items.get(vault, item))).toContain(
      'the server returned a session for a different user than expected',
    );
    expect((await client.items.get(vault, item)).id).toBe(item);
  });

  it('a revoked token reads nothing more and works again when it is restored', async () => {
    sandbox.revokeToken(minted.serviceAccountId);
    expect(await messageOf(client.items.get(vault, item))).toContain('bad credentials, please retry');
    expect(await messageOf(signIn(minted.token))).toContain('you are not authenticated');
    sandbox.restoreToken(minted.serviceAccountId);
    expect((await client.items.get(vault, item)).id).toBe(item);
  });

  it('tokens see the vaults that they were given, each with its own access', async () => {
    const staging = sandbox.createVault({ name: 'Staging' });
    const narrow = sandbox.mintToken({ vaults: [staging.id] });
    const reader = await signIn(narrow.token);
    const names = async () => (await reader.vaults.list()).map((each) => each.title).sort();
    expect(await names()).toEqual(['Staging']);
    expect(await messageOf(reader.items.get(vault, item))).toContain('do not have the right permissions');
    sandbox.grantVault({ serviceAccountId: narrow.serviceAccountId, vault });
    expect(await names()).toEqual(['Production', 'Staging']);
    expect((await reader.items.get(vault, item)).id).toBe(item);
    sandbox.withdrawVault({ serviceAccountId: narrow.serviceAccountId, vault });
    expect(await names()).toEqual(['Staging']);
    expect((await client.vaults.list()).map((each) => each.title)).toEqual(['Production']);
  });

  it('a moved item is found in its new vault under a new id', async () => {
    const target = sandbox.createVault({ name: 'Target' });
    sandbox.grantVault({ serviceAccountId: minted.serviceAccountId, vault: target.id });
    const file = { name: 'a.txt', content: 'kept' };
    const sections = [{ title: 'Files', fields: [{ label: 'a', type: 'File' as const, value: file }] }];
    const before = sandbox.createItem({ vault, title: 'Mover', category: 'SecureNote', sections });
    const after = sandbox.moveItem({ vault, item: before.id, toVault: target.id });
    sandbox.withdrawVault({ serviceAccountId: minted.serviceAccountId, vault });
    expect(after.id).not.toBe(before.id);
    expect(await client.secrets.resolve('op://Target/Mover/a.txt')).toBe('kept');
    sandbox.grantVault({ serviceAccountId: minted.serviceAccountId, vault });
    expect(await messageOf(client.items.get(vault, before.id))).toContain("item couldn't be found");
  });

  it.each([
    ['notRegistered', 'device'],
    ['deleted', 'device/reauthorize'],
  ] as const)('a device that is %s is put right on the way', async (device, route) => {
    const { token } = sandbox.mintToken({ device });
    await signIn(token);
    expect(sandbox.counts()).toEqual({ ...signInRoutes, 'auth/start': 2, [route]: 1 });
  });

  it('a token that was altered is refused where the difference shows', async () => {
    const fields = decodeToken(minted.token);
    const altered = (changes: Partial<typeof fields>) => signIn(encodeToken({ ...fields, ...changes }));
    expect(await messageOf(altered({ email: 'nobody@example.test' }))).toContain('you are not authenticated');
    expect(await messageOf(altered({ deviceUuid: vault }))).toContain('you are not authenticated');
    expect(sandbox.counts()).toEqual({ 'auth/start': 2 });
    expect(await messageOf(altered({ srpX: '1'.repeat(64) }))).toContain('you are not authenticated');
    const k = Buffer.alloc(32, 1).toString('base64url');
    const locked = await altered({ muk: { ...fields.muk, k } });
    expect(await messageOf(locked.vaults.list())).toContain('DecryptingSymmetricKey');
    await altered({ throttleSecret: null, email: fields.email.toUpperCase() });
  });
});

describe('writing with the real SDK', () => {
  it('creates, changes, archives and deletes items, if the token may', async () => {
    const sandbox = await startSandbox();
    const vault = sandbox.createVault({ name: 'Production' }).id;
    const writer = await signIn(sandbox.mintToken({ canWrite: true }).token);
    const made = await writer.items.create({
      vaultId: vault,
      title: 'Made',
      category: ItemCategory.ApiCredentials,
      fields: [{ id: 'key', title: 'key', fieldType: ItemFieldType.Concealed, value: 'one' }],
    });
    expect(await writer.secrets.resolve('op://Production/Made/key')).toBe('one');
    const changed = await writer.items.put({
      ...made,
      fields: made.fields.map((each) => ({ ...each, value: 'two' })),
    });
    expect(changed.version).toBe(2);
    expect(await writer.secrets.resolve(`op://${vault}/${made.id}/key`)).toBe('two');
    await writer.items.archive(vault, made.id);
    expect(await writer.items.list(vault)).toEqual([]);
    await writer.items.delete(vault, made.id);
    expect(sandbox.summary().vaults[0]?.items).toEqual([]);
    const reader = await signIn(sandbox.mintToken().token);
    const item = sandbox.createItem({ vault, title: 'Kept', fields: [] }).id;
    expect(await messageOf(reader.items.archive(vault, item))).toContain('do not have the right permissions');
    await sandbox.close();
  });
});
