import { database, link, oneTimePassword, type SeedItem, secret, smtp, text } from './seed-fields';

/** The items of the vault Production. Every value is made up and says so. */
export const productionItems: readonly SeedItem[] = [
  {
    title: 'Stripe',
    category: 'ApiCredentials',
    fields: [
      secret('Secret Key', 'sk_live_SANDBOX_4eC39HqLyjWDarjtT1zdp7dc'),
      text('Publishable Key', 'pk_live_SANDBOX_TYooMQauvdEDq54NiTphI7jx'),
      secret('Webhook Secret', 'whsec_SANDBOX_5KmUQ0pTtP2v0mVqkZb8yS3n'),
    ],
    sections: [
      { title: 'Restricted', fields: [secret('Reports Key', 'rk_live_SANDBOX_9vXcTz2QmN7LpRk4HsWd')] },
      {
        title: 'Contact',
        fields: [text('Account', 'acct_SANDBOX_1Mz0'), link('Dashboard', 'https://stripe.example')],
      },
    ],
    tags: ['payments'],
    notes: 'Rotated every quarter.',
  },
  {
    title: 'OpenAI',
    category: 'ApiCredentials',
    fields: [
      secret('API Key', 'sk-proj-SANDBOX-aG7kQ2vT9xLmZ4wRbN8s'),
      text('Organization', 'org-SANDBOX-7dK2'),
      text('Project', 'proj_SANDBOX_main'),
    ],
  },
  {
    title: 'GitHub',
    category: 'ApiCredentials',
    fields: [secret('Token', 'ghp_SANDBOX_16C7e42F292c6912E7710c838347Ae178B4a')],
    sections: [
      {
        title: 'App',
        fields: [text('App ID', '424242'), secret('Client Secret', 'SANDBOX-3f1d0c9a7be2484fb6a5')],
      },
    ],
  },
  {
    title: 'Slack',
    category: 'ApiCredentials',
    fields: [
      secret('Bot Token', 'xoxb-SANDBOX-000000000000-abcdefghijklmnop'),
      secret('App Token', 'xapp-SANDBOX-1-A000-0000-abcdef'),
      secret('Signing Secret', 'SANDBOX8f742231b10e8888abcd99yyyzzz85a5'),
    ],
  },
  database('Postgres', {
    kind: 'postgresql',
    server: 'db.production.example',
    port: '5432',
    name: 'app',
    username: 'app_rw',
    password: 'SANDBOX-prod-rw-Tq7!mL2#xZ',
  }),
  database('Postgres Replica', {
    kind: 'postgresql',
    server: 'replica.production.example',
    port: '5432',
    name: 'app',
    username: 'app_ro',
    password: 'SANDBOX-prod-ro-Vn4?kD8%wY',
  }),
  smtp('SMTP', {
    server: 'smtp.production.example',
    username: 'postmaster@production.example',
    password: 'SANDBOX-smtp-prod-9fJ2kL',
  }),
  {
    title: 'AWS',
    category: 'ApiCredentials',
    fields: [
      text('Access Key ID', 'AKIAIOSFODNN7EXAMPLE'),
      secret('Secret Access Key', 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY'),
      text('Region', 'eu-central-1'),
    ],
  },
  {
    title: 'Deploy Key',
    category: 'SshKey',
    fields: [{ id: 'private_key', label: 'private key', type: 'SshKey' }],
  },
  {
    title: 'Admin Console',
    category: 'Login',
    username: 'admin@example.test',
    password: 'SANDBOX-console-correct-horse-battery',
    urls: [{ url: 'https://console.production.example/login' }],
    sections: [{ title: 'Security', fields: [oneTimePassword('Console', 'JBSWY3DPEHPK3PXP')] }],
  },
  {
    title: 'Payments (EU) / Adyen & Co',
    category: 'ApiCredentials',
    fields: [
      secret('API key', 'AQE-SANDBOX-hmfuXNWTK0Qc+iSEz3mrHq'),
      text('Merchant account', 'SandboxECOM'),
      secret('HMAC key (webhooks)', 'SANDBOX44782DEF547AAA06C910C43932B1EB0C'),
    ],
  },
  {
    title: 'Twilio',
    category: 'ApiCredentials',
    fields: [text('Account SID', 'AC-SANDBOX-00000001'), secret('Auth Token', 'SANDBOX-twilio-emea-1b9d')],
    notes: 'EMEA sub-account. There is another item of the same title.',
  },
  {
    title: 'Twilio',
    category: 'ApiCredentials',
    fields: [text('Account SID', 'AC-SANDBOX-00000002'), secret('Auth Token', 'SANDBOX-twilio-amer-7c2e')],
    notes: 'AMER sub-account. There is another item of the same title.',
  },
  {
    title: 'Stripe Legacy',
    category: 'ApiCredentials',
    fields: [secret('Secret Key', 'sk_live_SANDBOX_retired_2019')],
    archived: true,
  },
  {
    title: 'Sentry',
    category: 'ApiCredentials',
    fields: [link('DSN', 'https://SANDBOX0123456789@sentry.example/42'), secret('Auth Token', '')],
    notes: 'The auth token is empty on purpose.',
  },
  {
    title: 'TLS Certificate',
    category: 'Document',
    document: {
      name: 'certificate.pem',
      content:
        '-----BEGIN CERTIFICATE-----\nU0FOREJPWCBub3QgYSByZWFsIGNlcnRpZmljYXRl\n-----END CERTIFICATE-----\n',
    },
  },
  { title: 'JWT Signing', category: 'Password', password: 'SANDBOX-jwt-b8f4c1e07d5a4a6f9e3d2c1b0a998877' },
  {
    title: 'Cloudflare',
    category: 'ApiCredentials',
    fields: [secret('API Token', 'SANDBOX-cf-v1.0-e24b2d1c'), text('Zone ID', 'SANDBOX023e105f4ecef8ad9ca3')],
  },
];
