import { database, link, oneTimePassword, type SeedItem, secret, smtp, text } from './seed-fields';

/** The items of the vault Shared: what the whole company uses, of many categories. */
export const sharedItems: readonly SeedItem[] = [
  database('Database', {
    kind: 'postgresql',
    server: 'db.shared.example',
    port: '5432',
    name: 'warehouse',
    username: 'analyst',
    password: 'SANDBOX-shared-warehouse-Zp5&nR1',
  }),
  smtp('Support Mailbox', {
    server: 'smtp.shared.example',
    username: 'support@shared.example',
    password: 'SANDBOX-support-mail-8Ty',
  }),
  {
    title: 'Domain Registrar',
    category: 'Login',
    username: 'hostmaster@example.test',
    password: 'SANDBOX-registrar-2fQ',
    urls: [{ url: 'https://registrar.example' }],
    sections: [{ title: '', id: '', fields: [oneTimePassword('Registrar', 'GEZDGNBVGY3TQOJQ')] }],
  },
  {
    title: 'VPN',
    category: 'Login',
    username: 'office',
    password: 'SANDBOX-vpn-office-5Rm',
    sections: [
      {
        title: 'Configuration',
        fields: [
          text('Gateway', 'vpn.shared.example'),
          {
            label: 'profile',
            type: 'File',
            value: {
              name: 'office.ovpn',
              content: 'client\nremote vpn.shared.example 1194\n# SANDBOX: no real network\n',
            },
          },
        ],
      },
    ],
  },
  {
    title: 'Bastion',
    category: 'Server',
    fields: [
      link('URL', 'ssh://bastion.shared.example'),
      { id: 'username', label: 'username', value: 'ops' },
      { id: 'password', label: 'password', type: 'Concealed', value: 'SANDBOX-bastion-7Uj' },
    ],
  },
  {
    title: 'Office Wi-Fi',
    category: 'Router',
    fields: [text('network name', 'Sandbox'), secret('wireless network password', 'SANDBOX-wifi-guest-99')],
  },
  {
    title: 'Company Card',
    category: 'CreditCard',
    fields: [
      text('cardholder name', 'Sandbox Company'),
      { id: 'type', label: 'type', type: 'CreditCardType', value: 'visa' },
      { label: 'number', type: 'CreditCardNumber', value: '4242424242424242' },
      { id: 'cvv', label: 'verification number', type: 'Concealed', value: '123' },
      { id: 'expiry', label: 'expiry date', type: 'MonthYear', value: 203012 },
    ],
  },
  {
    title: 'Company Bank',
    category: 'BankAccount',
    fields: [
      text('bank name', 'Sandbox Bank'),
      text('IBAN', 'DE00 0000 0000 0000 0000 00'),
      secret('PIN', '0000'),
    ],
  },
  {
    title: 'Head Office',
    category: 'Identity',
    sections: [
      {
        title: 'Address',
        fields: [
          {
            label: 'address',
            type: 'Address',
            value: { street: '1 Sandbox Way', city: 'Exampleton', state: '', country: 'gb', zip: 'EX1 1EX' },
          },
          { label: 'phone', type: 'Phone', value: '+44 20 7946 0000' },
          { label: 'e-mail', type: 'Email', value: 'hello@shared.example' },
        ],
      },
    ],
  },
  {
    title: 'Design Tool',
    category: 'SoftwareLicense',
    fields: [text('version', '12'), secret('license key', 'SANDBOX-AAAA-BBBB-CCCC-DDDD')],
  },
  {
    title: 'Runbook',
    category: 'SecureNote',
    notes: 'SANDBOX runbook\n1. Breathe.\n2. Read the dashboard.\n3. Call somebody.\n',
  },
  { title: 'Backup Passphrase', category: 'Password', password: 'SANDBOX-backup-staple-orbit-lantern' },
];
