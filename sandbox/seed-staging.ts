import type { VariableInput } from './environments';
import { database, link, oneTimePassword, type SeedItem, secret, smtp, text } from './seed-fields';

/** The items of the vault Staging: the titles of Production with values of their own. */
export const stagingItems: readonly SeedItem[] = [
  {
    title: 'Stripe',
    category: 'ApiCredentials',
    fields: [
      secret('Secret Key', 'sk_test_SANDBOX_BQokikJOvBiI2HlWgH4olfQ2'),
      text('Publishable Key', 'pk_test_SANDBOX_6pRNASCoBOKtIshFeQd4XMUh'),
      secret('Webhook Secret', 'whsec_SANDBOX_staging_0aZ8Lm'),
    ],
    tags: ['payments'],
  },
  {
    title: 'OpenAI',
    category: 'ApiCredentials',
    fields: [secret('API Key', 'sk-proj-SANDBOX-staging-w3Xz')],
  },
  {
    title: 'GitHub',
    category: 'ApiCredentials',
    fields: [secret('Token', 'ghp_SANDBOX_staging_a1B2c3D4e5F6')],
  },
  {
    title: 'Slack',
    category: 'ApiCredentials',
    fields: [
      secret('Bot Token', 'xoxb-SANDBOX-staging-111111'),
      secret('Signing Secret', 'SANDBOX-staging-signing-4f3e'),
    ],
  },
  database('Postgres', {
    kind: 'postgresql',
    server: 'db.staging.example',
    port: '5432',
    name: 'app_staging',
    username: 'app_rw',
    password: 'SANDBOX-staging-rw-Hk3$pQ9',
  }),
  database('Redis', {
    kind: 'redis',
    server: 'redis.staging.example',
    port: '6379',
    name: '0',
    username: 'default',
    password: 'SANDBOX-staging-redis-Lw7',
  }),
  smtp('SMTP', {
    server: 'smtp.staging.example',
    username: 'postmaster@staging.example',
    password: 'SANDBOX-smtp-staging-3hG',
  }),
  {
    title: 'AWS',
    category: 'ApiCredentials',
    fields: [
      text('Access Key ID', 'AKIAI44QH8DHBEXAMPLE'),
      secret('Secret Access Key', 'je7MtGbClwBF/2Zp9Utk/h3yCo8nvbEXAMPLEKEY'),
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
    username: 'admin@staging.example',
    password: 'SANDBOX-console-staging',
    urls: [{ url: 'https://console.staging.example/login' }],
    sections: [{ title: 'Security', fields: [oneTimePassword('Staging', 'KRSXG5CTMVRXEZLU')] }],
  },
  {
    title: 'Sentry',
    category: 'ApiCredentials',
    fields: [
      link('DSN', 'https://SANDBOX9876543210@sentry.example/43'),
      secret('Auth Token', 'SANDBOX-sentry-staging-6d'),
    ],
  },
  {
    title: 'Feature Flags',
    category: 'ApiCredentials',
    fields: [
      secret('SDK Key', 'sdk-SANDBOX-flags-staging'),
      { label: 'expires', type: 'Date', value: 1893456000 },
    ],
  },
];

/** The variables of an app, as its team keeps them in an Environment. */
export const stagingVariables: readonly VariableInput[] = [
  { name: 'DB_HOST', value: 'db.staging.example.test', type: 'Text' },
  { name: 'DB_PASSWORD', value: 'SANDBOX_5kYy0nVtq2' },
  { name: 'STRIPE_API_KEY', value: 'sk_test_SANDBOX_9JrRk21mWc' },
  { name: 'FEATURE_FLAGS', value: 'checkout,search', type: 'Text' },
];
