import type { Sandbox } from '@/sandbox/handle';
import type { SeededRandom } from './seeded-random';

type ItemInput = Parameters<Sandbox['createItem']>[0];
type SectionInput = NonNullable<ItemInput['sections']>[number];
type FieldInput = SectionInput['fields'][number];

/** A generated item and what references may call it. */
export interface GeneratedItem {
  vaultId: string;
  itemId: string;
  input: ItemInput;
}

export interface GeneratedAccount {
  token: string;
  vaultNames: string[];
  vaultIds: string[];
  items: GeneratedItem[];
}

// Few names, so that everything collides with everything: ids with titles, titles that differ in case, sections with fields.
const names = [
  'a',
  'A',
  'b',
  'username',
  'password',
  'notes',
  'notesPlain',
  'Key One',
  'public key',
  'x.txt',
  'K',
  '',
];
const ids = ['a', 'b', 's1', 'username', 'password', 'notesPlain', 'kk', 'Key One', ''];
const titles = ['Alpha', 'alpha', 'Beta', 'Gamma Ray', 'Delta', 'Kelvin', ''];
const idLikeTitle = 'aaqaeayeaudaocajbifqydiob4';

/** Vaults and items full of collisions, and a token that sees all vaults but one. */
export function generateAccount(sandbox: Sandbox, random: SeededRandom): GeneratedAccount {
  const vaultNames = ['Main', 'main', 'Other', random.pick(['Third', idLikeTitle])];
  const vaultIds = vaultNames.map((name) => sandbox.createVault({ name }).id);
  const hidden = sandbox.createVault({ name: 'Hidden' }).id;
  const items = vaultIds.flatMap((vaultId) =>
    Array.from({ length: 6 }, () => {
      const input = generateItem(vaultId, random);
      return { vaultId, itemId: sandbox.createItem(input).id, input };
    }),
  );
  sandbox.createItem({ vault: hidden, title: 'Unseen', password: 'unseen' });
  return { token: sandbox.mintToken({ vaults: vaultIds }).token, vaultNames, vaultIds, items };
}

function generateItem(vault: string, random: SeededRandom): ItemInput {
  const category = random.pick([
    'Login',
    'Login',
    'Password',
    'Server',
    'SecureNote',
    'SshKey',
    'Document',
    'Database',
  ] as const);
  const isLogin = category === 'Login';
  return {
    vault,
    category,
    title: random.chance(0.05) ? idLikeTitle : random.pick(titles),
    ...(random.chance(0.1) ? { archived: true as const } : {}),
    ...(random.chance(0.6) ? { username: value(random) } : {}),
    ...(random.chance(0.6) ? { password: value(random) } : {}),
    ...(random.chance(0.5) ? { notes: random.pick(['', 'some notes', value(random)]) } : {}),
    ...(isLogin && random.chance(0.5) ? { webFields: list(random, 3, () => webField(random)) } : {}),
    ...(random.chance(0.4) ? { fields: list(random, 3, () => field(random)) } : {}),
    sections: list(random, 3, () => section(random)),
    ...(category === 'Document' ? { document: { name: random.pick(names), content: value(random) } } : {}),
  };
}

function section(random: SeededRandom): SectionInput {
  return { id: random.pick(ids), title: random.pick(names), fields: list(random, 4, () => field(random)) };
}

function webField(random: SeededRandom) {
  return { id: random.pick(ids), name: random.pick(names), value: value(random) };
}

function field(random: SeededRandom): FieldInput {
  const base = { id: random.pick(ids), label: random.pick(names) };
  switch (random.below(14)) {
    case 0:
      return { ...base, type: 'Date', value: random.pick([1_704_067_200, -1, 0, 'x', undefined]) };
    case 1:
      return { ...base, type: 'MonthYear', value: random.pick([202_403, 1, 'x', undefined]) };
    case 2:
      return {
        ...base,
        type: 'Address',
        value: random.pick([{ street: 's', city: 'c' }, {}, 'x', undefined]),
      };
    case 3:
      return {
        ...base,
        type: 'Totp',
        value: random.pick([seed, `otpauth://totp/x?secret=${seed}`, '!', '', undefined]),
      };
    case 4:
      return { ...base, type: 'SshKey', value: undefined };
    case 5:
      return { ...base, type: 'File', value: { name: random.pick(names), content: random.pick(contents) } };
    case 6:
      return { ...base, kind: 'zzz', value: value(random) };
    case 7:
      return {
        ...base,
        type: random.pick(['Menu', 'Reference', 'Gender', 'CreditCardType', 'CreditCardNumber']),
        value: oddValue(random),
      };
    case 8:
      return {
        ...base,
        type: random.pick(['Text', 'Concealed', 'Url', 'Email', 'Phone']),
        value: oddValue(random),
      };
    default:
      return { ...base, type: random.pick(['Text', 'Concealed']), value: value(random) };
  }
}

const seed = 'JBSWY3DPEHPK3PXP';
const contents = ['file text', '', new Uint8Array([0xff, 0xfe, 0x00])];

function value(random: SeededRandom): string {
  return `value-${random.below(1_000_000)}`;
}

function oddValue(random: SeededRandom): unknown {
  return random.pick([value(random), value(random), '', undefined, 7, null, { x: 1 }, ['y']]);
}

function list<T>(random: SeededRandom, most: number, make: () => T): T[] {
  return Array.from({ length: random.below(most + 1) }, make);
}

/** A reference to something in the account, or to nothing. Well formed, save one in fifty. */
export function generateReference(account: GeneratedAccount, random: SeededRandom): string {
  const { vaultId, itemId, input } = random.pick(account.items);
  const at = account.vaultIds.indexOf(vaultId);
  const byIds = random.chance(0.6);
  const vault = byIds || random.chance(0.3) ? vaultId : cased(random, account.vaultNames[at] ?? '');
  const item = byIds || random.chance(0.3) ? itemId : cased(random, input.title);
  const strange = random.chance(0.02) ? random.pick(['nothing', idLikeTitle, 'a/b/c', 'ü']) : undefined;
  const part = random.chance(0.35) ? `${sectionName(random, input)}/` : '';
  const query = random.chance(0.1)
    ? random.pick(['?attribute=otp', '?attribute=totp', '?ssh-format=openssh'])
    : '';
  return `op://${vault}/${strange ?? item}/${part}${cased(random, fieldName(random, input))}${query}`;
}

function sectionName(random: SeededRandom, { sections = [] }: ItemInput): string {
  const known = sections.length > 0 && random.chance(0.8) ? random.pick(sections) : undefined;
  return known ? random.pick([known.id ?? '', known.title]) : random.pick([...names, ...ids]);
}

function fieldName(random: SeededRandom, { sections = [], fields = [] }: ItemInput): string {
  const known = [...fields, ...sections.flatMap((each) => each.fields)];
  if (known.length === 0 || random.chance(0.25))
    return random.pick([...names, ...ids, 'fingerprint', 'key type']);
  const { id = '', label } = random.pick(known);
  return random.pick([id, label]);
}

function cased(random: SeededRandom, name: string): string {
  return random.chance(0.1) ? random.pick([name.toUpperCase(), name.toLowerCase()]) : name;
}
