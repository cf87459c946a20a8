import { type FullItem, OnePasswordConnect, type OPConnect } from '@1password/connect';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Both, startBoth } from './testing/start';

const seed = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const unknownId = 'aaaaaaaaaaaaaaaaaaaaaaaaaa';

describe('the unpatched client @1password/connect 1.4.2', () => {
  let both: Both;
  let client: OPConnect;
  let vault: string;
  let other: string;
  let login: string;

  beforeAll(async () => {
    both = await startBoth(() => 59_000);
    const { sandbox, connect } = both;
    vault = sandbox.createVault({ name: 'Production', description: 'Live keys' }).id;
    other = sandbox.createVault({ name: 'Other' }).id;
    login = sandbox.createItem({
      vault,
      title: 'Registrar',
      username: 'hostmaster',
      password: 'made-up',
      notes: 'Renew in May',
      tags: ['dns'],
      urls: [{ url: 'https://registrar.example' }],
      sections: [
        { id: 'second', title: 'Second factor', fields: [{ label: 'code', type: 'Totp', value: seed }] },
        {
          id: 'papers',
          title: 'Papers',
          fields: [
            { label: 'contract', type: 'File', value: { name: 'contract.txt', content: 'Signed: ü' } },
          ],
        },
      ],
    }).id;
    sandbox.createItem({ vault, title: 'Twin', category: 'ApiCredentials' });
    sandbox.createItem({ vault, title: 'Twin', category: 'Password', password: 'p' });
    client = clientOf(both, connect.mintToken({ vaults: ['Production'] }).token);
  });
  afterAll(() => both.close());

  it('lists the vaults of the token alone', async () => {
    expect(await client.listVaults()).toEqual([
      {
        id: vault,
        name: 'Production',
        description: 'Live keys',
        attributeVersion: 1,
        contentVersion: 4,
        items: 3,
        type: 'USER_CREATED',
        createdAt: new Date(59_000),
        updatedAt: new Date(59_000),
      },
    ]);
  });

  it('gets a vault by id and by title', async () => {
    expect((await client.getVaultById(vault)).name).toBe('Production');
    expect((await client.getVaultByTitle('Production')).id).toBe(vault);
    expect((await client.getVault('Production')).id).toBe(vault);
  });

  it("lists the items of a vault with Connect's categories", async () => {
    const items = await client.listItems(vault);
    expect(items.map(({ title, category }) => [title, category])).toEqual([
      ['Registrar', 'LOGIN'],
      ['Twin', 'API_CREDENTIAL'],
      ['Twin', 'PASSWORD'],
    ]);
    expect(items[0]).toMatchObject({ id: login, vault: { id: vault }, tags: ['dns'], version: 1 });
  });

  it('gets an item by id and by title with its fields and values', async () => {
    const byId = await client.getItemById(vault, login);
    expect(await client.getItemByTitle(vault, 'Registrar')).toEqual(byId);
    expect(await client.getItem(vault, 'Registrar')).toEqual(byId);
    expect(await client.getItem(vault, login)).toEqual(byId);
    expect(byId.urls?.map(({ href, primary }) => [href, primary])).toEqual([
      ['https://registrar.example', true],
    ]);
    expect(valuesOf(byId)).toEqual({
      username: 'hostmaster',
      password: 'made-up',
      notesPlain: 'Renew in May',
      code: seed,
    });
    expect(byId.sections?.map(({ label }) => label)).toEqual(['Second factor', 'Papers']);
  });

  it('finds items by a part of their title', async () => {
    const found = await client.listItemsByTitleContains(vault, 'win');
    expect(found.map(({ title }) => title)).toEqual(['Twin', 'Twin']);
    expect(await client.listItemsByTitle(vault, 'win')).toEqual([]);
  });

  it('gets the one-time password of the moment', async () => {
    expect(await client.getItemOTP(vault, 'Registrar')).toBe('287082');
  });

  it("lists an item's files and gets their content", async () => {
    const [file, ...rest] = await client.listFiles('Production', 'Registrar');
    expect(rest).toEqual([]);
    const id = file?.id ?? '';
    expect(file).toMatchObject({ name: 'contract.txt', size: 10, section: { id: 'papers' } });
    expect((await client.getFileById(vault, login, id)).name).toBe('contract.txt');
    expect(await client.getFileContent(vault, login, id)).toBe('Signed: ü');
  });

  it.each([
    ['an unknown token', () => clientOf(both, 'a.b.c').listVaults(), 401, 'Invalid token signature'],
    ['a vault out of scope', () => client.listItems(other), 403, 'not in scope'],
    ['an unknown vault', () => client.getVaultById(unknownId), 403, 'not in scope'],
    ['an unknown item', () => client.getItemById(vault, unknownId), 404, `item ${unknownId} not found`],
    ['a vault id that is none', () => client.getVaultById('Production'), 400, 'Invalid Vault UUID'],
    ['an item id that is none', () => client.getItemById(vault, 'Registrar'), 400, 'Invalid Item UUID'],
    ['a vault title that nothing has', () => client.getVaultByTitle('Staging'), 404, 'No Vaults found'],
    ['an item title that nothing has', () => client.getItemByTitle(vault, 'No'), 404, 'No Items found'],
    ['an item title that two have', () => client.getItemByTitle(vault, 'Twin'), 400, 'multiple Items'],
  ])('throws a bare object for %s', async (_what, call: () => Promise<unknown>, status, message) => {
    const thrown: unknown = await call().then(
      () => 'nothing was thrown',
      (error: unknown) => error,
    );
    expect(thrown).not.toBeInstanceOf(Error);
    expect(thrown).toEqual({ status, message: expect.stringContaining(message) });
  });

  it('throws {status, message} for a revoked token until it is restored', async () => {
    const { token, id } = both.connect.mintToken();
    const revoked = clientOf(both, token);
    both.connect.revokeToken(id);
    await expect(revoked.listVaults()).rejects.toEqual({ status: 401, message: 'Invalid token signature' });
    both.connect.restoreToken(id);
    expect(await revoked.listVaults()).toHaveLength(2);
  });

  it('throws {status, message} for an item that cannot be read', async () => {
    const { sandbox } = both;
    const { id: odd } = sandbox.createItem({ vault, title: 'Odd', raw: { details: { text: 'null' } } });
    await expect(client.getItemById(vault, odd)).rejects.toMatchObject({ status: 500 });
    sandbox.deleteItem({ vault, item: odd });
  });
});

function clientOf({ connect }: Both, token: string): OPConnect {
  return OnePasswordConnect({ serverURL: connect.address, token, keepAlive: false });
}

function valuesOf(item: FullItem): Record<string, string | undefined> {
  return Object.fromEntries((item.fields ?? []).map(({ label, value }) => [label ?? '', value]));
}
