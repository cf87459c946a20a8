import type { Sandbox } from '@/sandbox/handle';
import type { SeededRandom } from './seeded-random';

const names = [
  'DB_HOST',
  'DB_PASSWORD',
  'API_KEY',
  'db_host',
  '',
  ' ',
  'a b',
  'Größe',
  'a/b',
  '__proto__',
  'constructor',
  'a=b',
  'x'.repeat(400),
  '😀',
  '10',
];
const values = ['', 'v', ' padded ', 'two\nlines', '{"a":1}', 'ä€😀', '0', 'x'.repeat(3_000)];
const types = ['Text', 'Concealed', 'Concealed', 'Url', 'Email', 'Phone', 'Menu', 'Totp'] as const;
const oddTypes = [
  'Date',
  'MonthYear',
  'Gender',
  'CreditCardType',
  'CreditCardNumber',
  'Reference',
  'Address',
] as const;

/** Makes an Environment that may hold anything, and answers its id. Some are no Environments. */
export function generateEnvironment(sandbox: Sandbox, random: SeededRandom): string {
  const field = () => {
    const isOdd = random.chance(0.1);
    const type = isOdd ? random.pick(oddTypes) : random.pick(types);
    return {
      label: random.pick(names),
      type,
      ...(random.chance(0.9) ? { value: valueFor(type, random) } : {}),
    };
  };
  const fields = () => Array.from({ length: random.below(7) }, field);
  const attributes = { name: 'Odd', desc: '', avatar: '', type: random.chance(0.95) ? 'D' : 'U' };
  const { id } = sandbox.createVault({ name: 'Odd', attributes });
  const items = random.chance(0.85) ? 1 : random.below(3);
  for (let made = 0; made < items; made += 1) {
    const category = random.chance(0.7)
      ? 'SecureNote'
      : random.pick(['Login', 'ApiCredentials', 'Password'] as const);
    sandbox.createItem({
      vault: id,
      title: 'Odd',
      category,
      fields: fields(),
      ...(random.chance(0.3)
        ? { sections: [{ title: random.pick(['', 'One', 'Two']), fields: fields() }] }
        : {}),
      ...(random.chance(0.1) ? { notes: 'some notes' } : {}),
      ...(category === 'Login' && random.chance(0.6) ? { username: 'u', password: 'p' } : {}),
      ...(random.chance(0.1) ? { archived: true } : {}),
    });
  }
  return id;
}

function valueFor(type: (typeof types)[number] | (typeof oddTypes)[number], random: SeededRandom): unknown {
  switch (type) {
    case 'Totp':
      return random.pick(['otpauth://totp/x?secret=JBSWY3DPEHPK3PXP', 'JBSWY3DPEHPK3PXP', 'no seed', '']);
    case 'Date':
      return random.below(2_000_000_000);
    case 'MonthYear':
      return 202_600 + random.below(12);
    case 'Address':
      return { street: '1 Road', city: 'Town', country: 'us', zip: '', state: '' };
    default:
      return random.pick(values);
  }
}
