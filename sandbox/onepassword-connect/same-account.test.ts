import type { Client } from '@1password/sdk';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signIn } from '../testing/sign-in';
import { type Both, startBoth } from './testing/start';

describe('one account behind both servers', () => {
  let both: Both;
  let sdk: Client;
  let vault: string;
  let item: string;
  let nowMs = Date.parse('2026-01-01T00:00:00Z');

  beforeAll(async () => {
    both = await startBoth(() => nowMs);
    vault = both.sandbox.createVault({ name: 'Production' }).id;
    item = both.sandbox.createItem({ vault, title: 'Stripe', fields: [{ label: 'key', value: 'one' }] }).id;
    sdk = await signIn(both.sandbox.mintToken().token);
  });
  afterAll(() => both.close());

  const itemPath = (id = item) => `/v1/vaults/${vault}/items/${id}`;
  const versions = async () => {
    const [vaultAnswer, itemAnswer] = [await both.get(`/v1/vaults/${vault}`), await both.get(itemPath())];
    return { vault: vaultAnswer.body, item: itemAnswer.body };
  };

  it("has the same vaults and items under the same ids as the vendor's SDK finds", async () => {
    const fromSdk = await sdk.items.get(vault, item);
    const { body } = await both.get(itemPath());
    expect(body).toMatchObject({
      id: fromSdk.id,
      title: fromSdk.title,
      version: fromSdk.version,
      vault: { id: fromSdk.vaultId, name: 'Production' },
      fields: [
        { id: 'notesPlain' },
        { id: fromSdk.fields[0]?.id, label: 'key', value: fromSdk.fields[0]?.value },
      ],
    });
  });

  it('shows a rotation at once, with a higher version of the item and of its vault', async () => {
    expect(await versions()).toMatchObject({ vault: { contentVersion: 2 }, item: { version: 1 } });
    nowMs += 60_000;
    both.sandbox.updateItem({ vault, item, field: 'key', value: 'two' });
    expect(await versions()).toMatchObject({
      vault: { contentVersion: 3, attributeVersion: 1, updatedAt: '2026-01-01T00:01:00.000Z' },
      item: {
        version: 2,
        createdAt: '2026-01-01T00:00:00.000Z',
        updatedAt: '2026-01-01T00:01:00.000Z',
        fields: [{ id: 'notesPlain' }, { value: 'two' }],
      },
    });
  });

  it('shows new names at once', async () => {
    both.sandbox.renameVault({ vault, name: 'Live' });
    both.sandbox.renameItem({ vault, item, title: 'Stripe EU' });
    expect((await both.get('/v1/vaults?filter=name eq "Production"')).body).toEqual([]);
    expect((await both.get('/v1/vaults?filter=name eq "Live"')).body).toMatchObject([
      { id: vault, attributeVersion: 2 },
    ]);
    expect((await both.get(itemPath())).body).toMatchObject({ title: 'Stripe EU', vault: { name: 'Live' } });
  });

  it('neither lists nor answers an archived item, and counts it no more, until it is restored', async () => {
    both.sandbox.archiveItem({ vault, item });
    expect((await both.get(`/v1/vaults/${vault}/items`)).body).toEqual([]);
    expect((await both.get(`/v1/vaults/${vault}`)).body).toMatchObject({ items: 0 });
    expect(await both.get(itemPath())).toMatchObject({
      status: 404,
      body: { status: 404, message: `item ${item} not found` },
    });
    both.sandbox.restoreItem({ vault, item });
    expect((await both.get(`/v1/vaults/${vault}/items`)).body).toMatchObject([{ id: item }]);
    expect((await both.get(itemPath())).status).toBe(200);
  });

  it('answers 404 for a deleted item, and for a vault in scope that was deleted', async () => {
    const other = both.sandbox.createVault({ name: 'Other' }).id;
    const { id } = both.sandbox.createItem({ vault, title: 'Gone' });
    const { token } = both.connect.mintToken();
    both.sandbox.deleteItem({ vault, item: id });
    both.sandbox.deleteVault({ vault: other });
    expect((await both.get(itemPath(id), token)).status).toBe(404);
    expect((await both.get(`/v1/vaults/${other}`, token)).body).toEqual({
      status: 404,
      message: `vault ${other} not found`,
    });
    expect((await both.get('/v1/vaults', token)).body).toMatchObject([{ id: vault }]);
  });

  it("keeps a moved item's files readable under its new id", async () => {
    const target = both.sandbox.createVault({ name: 'Target' }).id;
    const document = { name: 'a.bin', content: new Uint8Array([0, 255, 128]) };
    const made = both.sandbox.createItem({ vault, title: 'Doc', category: 'Document', document });
    const moved = both.sandbox.moveItem({ vault, item: made.id, toVault: target });
    const { body } = await both.get(`/v1/vaults/${target}/items/${moved.id}`);
    expect(body).toMatchObject({
      category: 'DOCUMENT',
      files: [
        { name: 'a.bin', size: 3, content_path: expect.stringContaining(`/v1/vaults/${target}/items/`) },
      ],
    });
    expect((await both.get(itemPath(made.id))).status).toBe(404);
  });

  it.each([
    { what: 'no JSON', details: { text: '{' } },
    { what: 'no object', details: { text: 'null' } },
    { what: 'no UTF-8', details: { base64: 'eyJub3Rlc1BsYWluIjoi/yJ9' } },
    { what: 'half a surrogate pair', details: { text: '{"notesPlain":"cut \\ud83d"}' } },
  ])('answers 500 for an item whose details are $what, for that item alone', async ({ details }) => {
    const { id } = both.sandbox.createItem({ vault, title: 'Odd', password: 'p' });
    both.sandbox.setRawContent({ vault, item: id, details });
    expect(await both.get(itemPath(id))).toMatchObject({
      status: 500,
      body: { status: 500, message: expect.stringContaining(id) },
    });
    expect((await both.get(`${itemPath(id)}/files`)).status).toBe(500);
    expect((await both.get(itemPath())).status).toBe(200);
    expect((await both.get(`/v1/vaults/${vault}/items?filter=title eq "Odd"`)).body).toMatchObject([{ id }]);
    both.sandbox.setRawContent({ vault, item: id, details: { text: '{"notesPlain":"well"}' } });
    expect((await both.get(itemPath(id))).body).toMatchObject({ fields: [{ value: 'well' }] });
    both.sandbox.deleteItem({ vault, item: id });
  });

  it('lists an item whose overview cannot be read without its title, and answers 500 for it', async () => {
    const { id } = both.sandbox.createItem({ vault, title: 'Odd', tags: ['t'] });
    both.sandbox.setRawContent({ vault, item: id, overview: { text: '[]' } });
    const { body } = await both.get(`/v1/vaults/${vault}/items`);
    expect(body).toMatchObject([{ title: 'Stripe EU' }, { id, title: '', tags: [], category: 'LOGIN' }]);
    expect((await both.get(itemPath(id))).status).toBe(500);
    both.sandbox.deleteItem({ vault, item: id });
  });

  it('leaves out what has the wrong type in details that are JSON', async () => {
    const text =
      '{"sections":[null,{"fields":{}},{"name":"s","title":"S","fields":[7,{"n":"f","t":"F","k":"new"}]}],"fields":7}';
    const { id } = both.sandbox.createItem({ vault, title: 'Odd', raw: { details: { text } } });
    expect((await both.get(itemPath(id))).body).toMatchObject({
      sections: [{ id: 's', label: 'S' }],
      fields: [
        { id: 'notesPlain' },
        { id: 'f', type: 'UNKNOWN', label: 'F', section: { id: 's', label: 'S' } },
      ],
    });
    both.sandbox.deleteItem({ vault, item: id });
  });
});
