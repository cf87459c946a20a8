import { type Client, ItemCategory, ItemFieldType, ItemState } from '@1password/sdk';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { isCategory, templateNumbers } from './categories';
import type { Sandbox } from './handle';
import { startSandbox } from './sandbox';
import { messageOf, signIn } from './testing/sign-in';

const totpUri = 'otpauth://totp/Sandbox:a@example.test?secret=GEZDGNBVGY3TQOJQ&issuer=Sandbox';

describe('the real SDK reads', () => {
  let sandbox: Sandbox;
  let client: Client;
  let vault: string;
  let stripe: string;

  beforeAll(async () => {
    sandbox = await startSandbox();
    vault = sandbox.createVault({ name: 'Production', description: 'What customers meet' }).id;
    stripe = sandbox.createItem({
      vault,
      title: 'Stripe',
      category: 'ApiCredentials',
      fields: [{ id: 'secretkey', label: 'Secret Key', type: 'Concealed', value: 'sk_one' }],
      sections: [
        { id: 'restricted', title: 'Restricted', fields: [{ label: 'Reports Key', value: 'rk_one' }] },
        { title: 'Empty', fields: [{ label: 'nothing', value: '' }, { label: 'missing' }] },
      ],
      notes: 'Rotated every quarter.',
      tags: ['payments', 'eu'],
    }).id;
    client = await signIn(sandbox.mintToken().token);
  });
  afterAll(() => sandbox.close());
  beforeEach(() => sandbox.clearLog());

  it('the vaults of the token, with their attributes', async () => {
    expect(await client.vaults.list()).toMatchObject([{ id: vault, title: 'Production' }]);
    expect(await client.vaults.getOverview(vault)).toMatchObject({ description: 'What customers meet' });
    expect(await client.vaults.get(vault, { accessors: false })).toMatchObject({ id: vault });
  });

  it('a reference by names, by ids and by section, whatever the case', async () => {
    const references = [
      'op://Production/Stripe/Secret Key',
      'op://production/STRIPE/secret key',
      `op://${vault}/${stripe}/secretkey`,
      'op://Production/Stripe//Secret Key',
    ];
    for (const reference of references) expect(await client.secrets.resolve(reference)).toBe('sk_one');
    expect(await client.secrets.resolve('op://Production/Stripe/Restricted/Reports Key')).toBe('rk_one');
    expect(await client.secrets.resolve('op://Production/Stripe/notesPlain')).toBe('Rotated every quarter.');
  });

  it('empty and missing values alike as nothing, and no field as an error', async () => {
    expect(await client.secrets.resolve('op://Production/Stripe/nothing')).toBe('');
    expect(await client.secrets.resolve('op://Production/Stripe/missing')).toBe('');
    expect(await messageOf(client.secrets.resolve('op://Production/Stripe/absent'))).toContain('field');
  });

  it('an item with its sections, fields, notes and tags', async () => {
    expect(await client.items.get(vault, stripe)).toMatchObject({
      id: stripe,
      title: 'Stripe',
      category: ItemCategory.ApiCredentials,
      notes: 'Rotated every quarter.',
      tags: ['payments', 'eu'],
      version: 1,
      sections: [{ id: '', title: '' }, { id: 'restricted', title: 'Restricted' }, { title: 'Empty' }],
      fields: [
        { id: 'secretkey', title: 'Secret Key', fieldType: ItemFieldType.Concealed, value: 'sk_one' },
        { title: 'Reports Key', sectionId: 'restricted', value: 'rk_one' },
        { title: 'nothing', value: '' },
        { title: 'missing', value: '' },
      ],
    });
  });

  it('a changed value at its next call', async () => {
    const reference = 'op://Production/Rotating/key';
    const { id } = sandbox.createItem({ vault, title: 'Rotating', fields: [{ label: 'key', value: 'one' }] });
    expect(await client.secrets.resolve(reference)).toBe('one');
    sandbox.updateItem({ vault, item: id, field: 'key', value: 'two' });
    expect(await client.secrets.resolve(reference)).toBe('two');
    expect((await client.items.get(vault, id)).version).toBe(2);
    sandbox.removeField({ vault, item: id, field: 'key' });
    expect(await messageOf(client.secrets.resolve(reference))).toContain('field');
    sandbox.renameItem({ vault, item: id, title: 'Turning' });
    expect(await messageOf(client.secrets.resolve(reference))).toContain('no item matched');
    sandbox.deleteItem({ vault, item: id });
    expect(await messageOf(client.items.get(vault, id))).toContain("item couldn't be found");
  });

  it('a login by its web form, and a password item by its password', async () => {
    const login = sandbox.createItem({
      vault,
      title: 'Console',
      username: 'joe',
      password: 'pw-one',
      urls: [{ url: 'https://console.example' }],
    });
    sandbox.createItem({ vault, title: 'Passphrase', category: 'Password', password: 'pw-two' });
    expect(await client.secrets.resolve('op://Production/Console/username')).toBe('joe');
    expect(await client.secrets.resolve('op://Production/Console/password')).toBe('pw-one');
    expect(await client.secrets.resolve('op://Production/Passphrase/password')).toBe('pw-two');
    const item = await client.items.get(vault, login.id);
    expect(item.websites).toMatchObject([{ url: 'https://console.example' }]);
    sandbox.updateItem({ vault, item: login.id, field: 'password', value: 'pw-three' });
    expect(await client.secrets.resolve('op://Production/Console/password')).toBe('pw-three');
  });

  it('one-time passwords and their seed', async () => {
    sandbox.createItem({
      vault,
      title: 'Two Factor',
      fields: [{ label: 'one-time password', type: 'Totp', value: totpUri }],
    });
    const reference = 'op://Production/Two Factor/one-time password';
    expect(await client.secrets.resolve(reference)).toBe(totpUri);
    expect(await client.secrets.resolve(`${reference}?attribute=otp`)).toMatch(/^\d{6}$/);
    expect(
      await messageOf(client.secrets.resolve('op://Production/Stripe/Secret Key?attribute=totp')),
    ).toContain('TOTP');
  });

  it('SSH keys as PEM and in the format of OpenSSH', async () => {
    const { id } = sandbox.createItem({
      vault,
      title: 'Deploy Key',
      category: 'SshKey',
      fields: [{ id: 'private_key', label: 'private key', type: 'SshKey' }],
    });
    const reference = 'op://Production/Deploy Key/private key';
    expect(await client.secrets.resolve(reference)).toContain('BEGIN PRIVATE KEY');
    expect(await client.secrets.resolve(`${reference}?ssh-format=openssh`)).toContain(
      'BEGIN OPENSSH PRIVATE KEY',
    );
    expect(await client.items.get(vault, id)).toMatchObject({
      fields: [
        {
          fieldType: 'SshKey',
          details: { content: { publicKey: expect.stringMatching(/^ssh-ed25519 AAAA/) } },
        },
      ],
    });
  });

  it('files and documents, as bytes and by reference', async () => {
    const content = 'client\nremote vpn.example 1194\n';
    const { id } = sandbox.createItem({
      vault,
      title: 'VPN',
      category: 'SecureNote',
      sections: [
        {
          title: 'Files',
          fields: [{ label: 'profile', type: 'File', value: { name: 'office.ovpn', content } }],
        },
      ],
    });
    const document = sandbox.createItem({
      vault,
      title: 'Certificate',
      category: 'Document',
      document: { name: 'cert.bin', content: Buffer.from([0, 255, 1, 254]) },
    });
    const [file] = (await client.items.get(vault, id)).files;
    if (file === undefined) throw new Error('The item has a file.');
    expect(Buffer.from(await client.items.files.read(vault, id, file.attributes)).toString()).toBe(content);
    expect(await client.secrets.resolve('op://Production/VPN/office.ovpn')).toBe(content);
    const attributes = (await client.items.get(vault, document.id)).document;
    if (attributes === undefined) throw new Error('The item is a document.');
    expect([...(await client.items.files.read(vault, document.id, attributes))]).toEqual([0, 255, 1, 254]);
  });

  it('no archived item by name, and by id only that it is not active', async () => {
    const { id } = sandbox.createItem({ vault, title: 'Retired', archived: true, fields: [] });
    expect(await messageOf(client.secrets.resolve('op://Production/Retired/key'))).toContain(
      'no item matched',
    );
    expect((await client.items.list(vault)).some((item) => item.id === id)).toBe(false);
    const archived = await client.items.list(vault, {
      type: 'ByState',
      content: { active: false, archived: true },
    });
    expect(archived).toMatchObject([{ id, state: ItemState.Archived }]);
    sandbox.restoreItem({ vault, item: id });
    expect((await client.items.list(vault)).some((item) => item.id === id)).toBe(true);
    sandbox.archiveItem({ vault, item: id });
    expect((await client.items.list(vault)).some((item) => item.id === id)).toBe(false);
  });

  it('two items of one title as ambiguous by name, and each by its id', async () => {
    const twins = ['one', 'two'].map((value) =>
      sandbox.createItem({ vault, title: 'Twin', fields: [{ label: 'key', value }] }),
    );
    expect(await messageOf(client.secrets.resolve('op://Production/Twin/key'))).toContain(
      'more than one item',
    );
    for (const [index, { id }] of twins.entries()) {
      expect(await client.secrets.resolve(`op://${vault}/${id}/key`)).toBe(['one', 'two'][index]);
    }
  });

  it('every category that it knows, and others as unsupported', async () => {
    const categories = sandbox.createVault({ name: 'Categories' });
    const { token } = sandbox.mintToken({ vaults: [categories.id] });
    const made = Object.keys(templateNumbers).filter(isCategory);
    for (const category of made) {
      sandbox.createItem({
        vault: categories.id,
        title: category,
        category,
        fields: [{ label: 'a', value: 'b' }],
      });
    }
    const items = await (await signIn(token)).items.list(categories.id);
    expect(items.map((item) => item.category).sort()).toEqual([...made].sort());
    expect(items.every((item) => item.category === item.title)).toBe(true);
  });

  it('every type of field', async () => {
    const address = { street: '1 Way', city: 'Town', state: '', country: 'gb', zip: 'EX1' };
    const { id } = sandbox.createItem({
      vault,
      title: 'Types',
      category: 'Identity',
      fields: [
        { label: 'Text', value: 't' },
        { label: 'Url', type: 'Url', value: 'https://a.example' },
        { label: 'Email', type: 'Email', value: 'a@example.test' },
        { label: 'Phone', type: 'Phone', value: '+1' },
        { label: 'Date', type: 'Date', value: 1893456000 },
        { label: 'MonthYear', type: 'MonthYear', value: 203012 },
        { label: 'Address', type: 'Address', value: address },
        { label: 'Menu', type: 'Menu', value: 'one' },
        { label: 'CreditCardType', type: 'CreditCardType', value: 'visa' },
        { label: 'CreditCardNumber', type: 'CreditCardNumber', value: '4242' },
        { label: 'Unsupported', kind: 'nobody-knows', value: 'x' },
      ],
    });
    const { fields } = await client.items.get(vault, id);
    expect(fields.map((field) => field.fieldType)).toEqual(fields.map((field) => field.title));
    expect(await client.secrets.resolve('op://Production/Types/CreditCardNumber')).toBe('4242');
  });

  it('many items at once, 50 a request', async () => {
    const many = sandbox.createVault({ name: 'Many' });
    const ids = Array.from(
      { length: 120 },
      (_, index) =>
        sandbox.createItem({
          vault: many.id,
          title: `Item ${index}`,
          fields: [{ label: 'key', value: `v${index}` }],
        }).id,
    );
    const { token, serviceAccountId } = sandbox.mintToken({ vaults: [many.id] });
    const reader = await signIn(token);
    const references = ids.map((id) => `op://${many.id}/${id}/key`);
    const all = await reader.secrets.resolveAll([
      ...references,
      `op://${many.id}/Item 7/key`,
      'op://Many/Gone/key',
    ]);
    expect(all.individualResponses[references[119] ?? '']?.content).toMatchObject({
      secret: 'v119',
      itemId: ids[119],
    });
    expect(all.individualResponses[`op://${many.id}/Item 7/key`]?.content?.secret).toBe('v7');
    expect(all.individualResponses['op://Many/Gone/key']?.error?.type).toBe('itemNotFound');
    sandbox.clearLog();
    const got = await reader.items.getAll(many.id, ids.slice(0, 50));
    expect(got.individualResponses.map((each) => each.content?.id)).toEqual(ids.slice(0, 50));
    expect(sandbox.requests()).toMatchObject([
      { route: 'items/batch', batchSize: 50, status: 200, serviceAccountId },
    ]);
  });

  it('a vault of 10,000 items whole', async () => {
    const big = sandbox.createVault({ name: 'Big' });
    for (let index = 0; index < 10_000; index += 1) {
      sandbox.createItem({
        vault: big.id,
        title: `Item ${index}`,
        fields: [{ label: 'key', value: `v${index}` }],
      });
    }
    const reader = await signIn(sandbox.mintToken({ vaults: [big.id] }).token);
    expect(await reader.items.list(big.id)).toHaveLength(10_000);
    expect(await reader.secrets.resolve('op://Big/Item 9999/key')).toBe('v9999');
  });
});
