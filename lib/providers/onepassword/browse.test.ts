import { beforeAll, describe, expect, it } from 'vitest';
import type { BrowsedField, ProviderSession } from '@/lib/providers/contract';
import { parseLocator } from '@/lib/providers/references';
import { brief, sessionWith, useTestBench } from './testing/test-provider';

const bench = useTestBench({ timeoutMs: 30_000 });

describe('browse', () => {
  let vault: string;
  let session: ProviderSession;

  beforeAll(() => {
    vault = bench.sandbox.createVault({ name: 'Bücher & Co / Ltd' }).id;
    session = sessionWith(bench.sandbox.mintToken().token);
  });

  async function fieldsOf(item: Omit<Parameters<typeof bench.sandbox.createItem>[0], 'vault'>) {
    const { id } = bench.sandbox.createItem({ vault, ...item });
    const listing = await bench.provider.browse(session, { level: 'fields', vaultId: vault, itemId: id });
    if (listing.level !== 'fields') throw new Error('fields were asked for');
    return { id, fields: listing.fields };
  }

  async function read(field: BrowsedField | undefined): Promise<string> {
    const [answer] = await bench.provider.resolve(session, [parseLocator(field?.reference ?? '')]);
    return brief(answer);
  }

  it('lists vaults whatever their titles, and active items alone, with their dates', async () => {
    bench.sandbox.createItem({ vault, title: 'Old', archived: true });
    bench.sandbox.createItem({ vault, title: 'Aktiv?', password: 'p' });
    const vaults = await bench.provider.browse(session, { level: 'vaults' });
    const items = await bench.provider.browse(session, { level: 'items', vaultId: vault });
    expect(vaults).toMatchObject({ vaults: [{ id: vault, title: 'Bücher & Co / Ltd' }] });
    expect(items).toMatchObject({ items: [{ title: 'Aktiv?', category: 'Login' }] });
    expect(JSON.stringify(items)).toMatch(/"updatedAt":"\d{4}-\d\d-\d\dT/);
  });

  it('offers a reference for titles that references refuse', async () => {
    const section = { id: 's1', title: 'Zugänge', fields: [{ id: 'f1', label: 'Schlüssel/1', value: 'v' }] };
    const { id, fields } = await fieldsOf({ title: 'a/b', category: 'Server', sections: [section] });
    expect(fields).toMatchObject([{ reference: `op://${vault}/${id}/s1/f1`, sectionTitle: 'Zugänge' }]);
    expect(await read(fields[0])).toBe('= v');
  });

  it('puts the title where an id holds characters that references refuse, or is not its field’s alone', async () => {
    const section = {
      id: 's:1',
      title: 'S',
      fields: [
        { id: 'e-mail:1', label: 'mail', value: 'by title' },
        { id: 'twice', label: 'one', value: 'first' },
        { id: 'twice', label: 'two', value: 'second' },
      ],
    };
    const { id, fields } = await fieldsOf({ title: 'Odd ids', category: 'Server', sections: [section] });
    expect(fields.map(({ reference }) => reference)).toEqual([
      `op://${vault}/${id}/S/mail`,
      `op://${vault}/${id}/S/one`,
      `op://${vault}/${id}/S/two`,
    ]);
    expect(await Promise.all(fields.map(read))).toEqual(['= by title', '= first', '= second']);
  });

  it('shows a field that no reference can name, and offers nothing for it', async () => {
    const section = { id: 's:', title: 'ö', fields: [{ id: 'f:', label: 'ü', value: 'v' }] };
    const { fields } = await fieldsOf({ title: 'Unreachable', category: 'Server', sections: [section] });
    expect(fields).toMatchObject([{ title: 'ü', reference: '', offers: [] }]);
  });

  it('tells what each kind of field can be read as', async () => {
    const { fields } = await fieldsOf({
      title: 'Kinds',
      username: 'u',
      password: '',
      notes: 'n',
      sections: [
        {
          id: 's',
          title: 'S',
          fields: [
            { id: 'otp', label: 'OTP', type: 'Totp', value: 'JBSWY3DPEHPK3PXP' },
            { id: 'key', label: 'Key', type: 'SshKey' },
            { id: 'file', label: 'File', type: 'File', value: { name: 'a.txt', content: 'c' } },
            { id: 'odd', label: 'Odd', kind: 'unheard-of', value: 'x' },
          ],
        },
      ],
    });
    const summary = fields.map(
      ({ title, type, offers, isEmpty }) => `${title}: ${type} ${offers} ${isEmpty}`,
    );
    expect(summary).toEqual([
      'username: Text value false',
      'password: Concealed value true',
      'OTP: Totp value,otp false',
      'Key: SshKey value,openssh false',
      'Odd: Unsupported  false',
      'public key: SshPublicPart value false',
      'fingerprint: SshPublicPart value false',
      'key type: SshPublicPart value false',
      'notes: Notes value false',
      'a.txt: File file false',
    ]);
    const offered = fields.filter(({ offers }) => offers.length > 0);
    expect(await Promise.all(offered.map(read))).toEqual(offered.map(() => expect.stringMatching(/^= /)));
  });

  it('says that an archived item is not found, and why', async () => {
    const { id } = bench.sandbox.createItem({ vault, title: 'Gone', archived: true });
    const place = { level: 'fields', vaultId: vault, itemId: id } as const;
    await expect(bench.provider.browse(session, place)).rejects.toMatchObject({
      code: 'secret_not_found',
      message: expect.stringContaining('archive'),
    });
  });

  it('warns of an account that sees no vault, and of one that sees many', async () => {
    const none = bench.sandbox.mintToken({ vaults: [] });
    const many = Array.from(
      { length: 11 },
      (_, index) => bench.sandbox.createVault({ name: `Vault ${index}` }).id,
    );
    const all = bench.sandbox.mintToken({ vaults: many });
    const accounts = await Promise.all(
      [none, all].map(({ token }) => bench.provider.check(sessionWith(token))),
    );
    expect(accounts.map(({ warnings }) => warnings.map(({ code }) => code))).toEqual([
      ['sees_no_vault'],
      ['sees_many_vaults'],
    ]);
  });
});
