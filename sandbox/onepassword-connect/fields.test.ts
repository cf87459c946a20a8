import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isCategory, templateNumbers } from '../categories';
import type { FieldInput } from '../fields';
import type { ItemInput } from '../items';
import { isObject } from '../json';
import { type Both, startBoth } from './testing/start';

// The names of Connect's specification, schema Item.
const specified = new Set(
  `LOGIN PASSWORD API_CREDENTIAL SERVER DATABASE CREDIT_CARD MEMBERSHIP PASSPORT SOFTWARE_LICENSE OUTDOOR_LICENSE
  SECURE_NOTE WIRELESS_ROUTER BANK_ACCOUNT DRIVER_LICENSE IDENTITY REWARD_PROGRAM DOCUMENT EMAIL_ACCOUNT
  SOCIAL_SECURITY_NUMBER MEDICAL_RECORD SSH_KEY CUSTOM`.split(/\s+/),
);

const emptyNotes = { id: 'notesPlain', type: 'STRING', purpose: 'NOTES', label: 'notesPlain' };

describe('the fields of an item', () => {
  let both: Both;
  let vault: string;

  beforeAll(async () => {
    both = await startBoth(() => 59_000);
    vault = both.sandbox.createVault({ name: 'V' }).id;
  });
  afterAll(() => both.close());

  const itemOf = async (input: Omit<ItemInput, 'vault' | 'title'>): Promise<Record<string, unknown>> => {
    const { id } = both.sandbox.createItem({ vault, title: 'Item', ...input });
    const { body } = await both.get(`/v1/vaults/${vault}/items/${id}`);
    return isObject(body) ? body : {};
  };

  it.each<[FieldInput, object]>([
    [
      { label: 'a', value: 'text' },
      { type: 'STRING', value: 'text' },
    ],
    [
      { label: 'a', type: 'Concealed', value: 's' },
      { type: 'CONCEALED', value: 's' },
    ],
    [
      { label: 'a', type: 'Url', value: 'https://x.example' },
      { type: 'URL', value: 'https://x.example' },
    ],
    [
      { label: 'a', type: 'Email', value: 'a@x.example' },
      { type: 'EMAIL', value: 'a@x.example' },
    ],
    [
      { label: 'a', type: 'Phone', value: '+44' },
      { type: 'PHONE', value: '+44' },
    ],
    [
      { label: 'a', type: 'Date', value: 1767225600 },
      { type: 'DATE', value: '1767225600' },
    ],
    [
      { label: 'a', type: 'MonthYear', value: 203012 },
      { type: 'MONTH_YEAR', value: '203012' },
    ],
    [
      {
        label: 'a',
        type: 'Address',
        value: { street: '1 Way', city: 'X', state: '', zip: 'EX1', country: 'gb' },
      },
      { type: 'ADDRESS', value: '1 Way, X, EX1, gb' },
    ],
    [
      { label: 'a', type: 'Menu', value: 'm' },
      { type: 'MENU', value: 'm' },
    ],
    [
      { label: 'a', type: 'Reference', value: 'r' },
      { type: 'REFERENCE', value: 'r' },
    ],
    [
      { label: 'a', type: 'CreditCardType', value: 'visa' },
      { type: 'CREDIT_CARD_TYPE', value: 'visa' },
    ],
    [
      { label: 'a', type: 'CreditCardNumber', value: '42' },
      { type: 'CREDIT_CARD_NUMBER', value: '42' },
    ],
    [
      { label: 'a', type: 'Gender', value: 'f' },
      { type: 'GENDER', value: 'f' },
    ],
    [
      { label: 'a', type: 'SshKey' },
      { type: 'SSHKEY', value: expect.stringContaining('PRIVATE KEY') },
    ],
    [
      { label: 'a', kind: 'hologram', value: 'x' },
      { type: 'UNKNOWN', value: 'x' },
    ],
    [
      { label: 'a', value: '' },
      { type: 'STRING', value: '' },
    ],
    [{ label: 'a' }, { type: 'STRING' }],
  ])("%j has Connect's type and a text as value", async (input, expected) => {
    const { fields } = await itemOf({ category: 'Server', fields: [input] });
    expect(fields).toEqual([emptyNotes, { id: expect.any(String), label: 'a', ...expected }]);
  });

  it('has the code of the moment beside the seed of a one-time password', async () => {
    const uri = 'otpauth://totp/X?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&digits=8';
    const { fields } = await itemOf({
      category: 'Server',
      fields: [
        { id: 'TOTP_1', label: 'code', type: 'Totp', value: uri },
        { id: 'TOTP_2', label: 'spoilt', type: 'Totp', value: '0189' },
      ],
    });
    expect(fields).toEqual([
      emptyNotes,
      { id: 'TOTP_1', type: 'OTP', label: 'code', value: uri, totp: '94287082' },
      { id: 'TOTP_2', type: 'OTP', label: 'spoilt', value: '0189' },
    ]);
  });

  it('names the web form of a login by purpose, and its other fields by their own ids', async () => {
    const { fields, additionalInformation } = await itemOf({
      username: 'ada',
      password: 'pass',
      notes: 'a note',
      webFields: [{ id: 'opaque1', name: 'mail', type: 'E', value: 'a@x.example' }],
    });
    expect(additionalInformation).toBe('ada');
    expect(fields).toEqual([
      { id: 'username', type: 'STRING', purpose: 'USERNAME', label: 'username', value: 'ada' },
      {
        id: 'password',
        type: 'CONCEALED',
        purpose: 'PASSWORD',
        label: 'password',
        value: 'pass',
        entropy: 26,
      },
      { id: 'opaque1', type: 'EMAIL', label: 'mail', value: 'a@x.example' },
      { ...emptyNotes, value: 'a note' },
    ]);
  });

  it('gives the password of a Password item its purpose', async () => {
    const { fields } = await itemOf({ category: 'Password', password: 'pass' });
    expect(fields).toMatchObject([{ id: 'password', purpose: 'PASSWORD', value: 'pass' }, emptyNotes]);
  });

  it('names the section of a field, but not the nameless one', async () => {
    const { sections, fields } = await itemOf({
      category: 'Database',
      fields: [{ id: 'loose', label: 'loose', value: '1' }],
      sections: [
        { id: 'one', title: 'One', fields: [{ id: 'in', label: 'in', value: '2' }] },
        { id: 'untitled', title: '', fields: [{ id: 'at', label: 'at', value: '3' }] },
      ],
    });
    expect(sections).toEqual([{ id: 'one', label: 'One' }, { id: 'untitled' }]);
    expect(fields).toEqual([
      emptyNotes,
      { id: 'loose', type: 'STRING', label: 'loose', value: '1' },
      { id: 'in', type: 'STRING', label: 'in', value: '2', section: { id: 'one', label: 'One' } },
      { id: 'at', type: 'STRING', label: 'at', value: '3', section: { id: 'untitled' } },
    ]);
  });

  it('names every file with its section, and serves its bytes to whoever may read the item', async () => {
    const bytes = new Uint8Array([0, 255, 254, 10]);
    const { id, files, fields } = await itemOf({
      category: 'Document',
      document: { name: 'own "ü".bin', content: bytes },
      sections: [
        {
          id: 's',
          title: 'S',
          fields: [{ label: 'f', type: 'File', value: { name: 'f.txt', content: '' } }],
        },
      ],
    });
    const path = `/v1/vaults/${vault}/items/${id}/files`;
    const [own, inSection] = Array.isArray(files) ? files.filter(isObject) : [];
    expect(fields).toEqual([emptyNotes]);
    expect(own).toEqual({
      id: own?.id,
      name: 'own "ü".bin',
      size: 4,
      content_path: `${path}/${own?.id}/content`,
    });
    expect(inSection).toMatchObject({ name: 'f.txt', size: 0, section: { id: 's', label: 'S' } });
    expect((await both.get(path)).body).toEqual(files);
    expect((await both.get(`${path}/${own?.id}`)).body).toEqual(own);
    const answer = await fetch(`${both.connect.address}${path}/${own?.id}/content`, {
      headers: { authorization: `Bearer ${both.connect.mintToken().token}` },
    });
    expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="own ___.bin"');
    expect(await both.get(`${path}/${'a'.repeat(26)}/content`)).toMatchObject({
      status: 404,
      body: { status: 404, message: `file ${'a'.repeat(26)} not found` },
    });
  });

  it('shows tags and addresses, the first of which is the primary one', async () => {
    const item = await itemOf({
      tags: ['a', 'b'],
      urls: [{ url: 'https://one.example' }, { label: 'two', url: 'https://two.example' }],
    });
    expect(item).toMatchObject({
      tags: ['a', 'b'],
      urls: [
        { primary: true, label: 'website', href: 'https://one.example' },
        { label: 'two', href: 'https://two.example' },
      ],
    });
  });

  it("names every category as Connect's specification does", async () => {
    for (const category of Object.keys(templateNumbers).filter(isCategory)) {
      const item = await itemOf({ category });
      expect(specified).toContain(item.category);
    }
  });
});
