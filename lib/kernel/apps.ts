export interface AppField {
  name: string;
  label: string;
  /** A credential: masked, write-only, with the key button. False: a plain setting that can be shown again. */
  isSecret: boolean;
  isRequired: boolean;
  /** What its text has to be, where that can be told. */
  holds?: 'port' | 'host' | 'address';
  placeholder?: string;
  help?: string;
}

export interface App {
  id: AppId;
  name: string;
  summary: string;
  /** Where its API lives: the one host that its test calls. Absent: the host stands in the connection. */
  ownOrigin?: string;
  fields: readonly AppField[];
}

const secret = (name: string, label: string, help?: string, isRequired = true): AppField => ({
  name,
  label,
  isSecret: true,
  isRequired,
  ...(help ? { help } : {}),
});
const plain = (
  name: string,
  label: string,
  placeholder?: string,
  isRequired = true,
  help?: string,
): AppField => ({
  name,
  label,
  isSecret: false,
  isRequired,
  ...(placeholder ? { placeholder } : {}),
  ...(help ? { help } : {}),
});

/** A port of a server; without it the app's usual one. */
const port = (usual: string, help?: string): AppField => ({
  ...plain('port', 'Port', usual, false, help),
  holds: 'port',
});

const host = (placeholder: string): AppField => ({ ...plain('host', 'Host', placeholder), holds: 'host' });

/** Where an API lives, as an address that begins with https://. */
const address = (label: string, placeholder: string, help: string): AppField => ({
  ...plain('baseUrl', label, placeholder, false, help),
  holds: 'address',
});

const baseHelp = 'Where the API lives. A test of the connection calls a path below it.';

const customApp: App = { id: 'custom', name: 'Custom', summary: 'Fields of your own', fields: [] };

/** The templates of connections. A connection may hold fields beyond its template; those count as secret. */
export const apps: readonly App[] = [
  {
    id: 'stripe',
    name: 'Stripe',
    summary: 'Payments',
    ownOrigin: 'https://api.stripe.com',
    fields: [
      secret('secretKey', 'Secret key', 'Begins with sk_live_ or sk_test_, or rk_ for a restricted key.'),
      secret('webhookSecret', 'Webhook signing secret', 'Begins with whsec_.', false),
    ],
  },
  {
    id: 'openai',
    name: 'OpenAI',
    summary: 'Language models',
    ownOrigin: 'https://api.openai.com',
    fields: [
      secret('apiKey', 'API key', 'A project key, begins with sk-.'),
      plain('organization', 'Organization', 'org-…', false, 'Only for keys of more than one organization.'),
    ],
  },
  {
    id: 'github',
    name: 'GitHub',
    summary: 'Code and issues',
    ownOrigin: 'https://api.github.com',
    fields: [
      secret('token', 'Access token', 'A fine-grained token with the least it needs.'),
      address(
        'API address',
        'https://api.github.com',
        'Only for an Enterprise server, such as https://git.example.com/api/v3.',
      ),
    ],
  },
  {
    id: 'slack',
    name: 'Slack',
    summary: 'Messages',
    ownOrigin: 'https://slack.com',
    fields: [
      secret('botToken', 'Bot token', 'Begins with xoxb-.'),
      secret('signingSecret', 'Signing secret', undefined, false),
    ],
  },
  {
    id: 'postgres',
    name: 'PostgreSQL',
    summary: 'Database',
    fields: [
      host('db.example.com'),
      port('5432'),
      plain('database', 'Database', 'app'),
      secret('username', 'Username'),
      secret('password', 'Password'),
    ],
  },
  {
    id: 'mysql',
    name: 'MySQL',
    summary: 'Database',
    fields: [
      host('db.example.com'),
      port('3306'),
      plain('database', 'Database', 'app'),
      secret('username', 'Username'),
      secret('password', 'Password'),
    ],
  },
  {
    id: 'smtp',
    name: 'SMTP',
    summary: 'Outgoing mail',
    fields: [
      host('smtp.example.com'),
      port('587', '587 begins plain and turns to TLS; 465 is TLS from the start.'),
      secret('username', 'Username'),
      secret('password', 'Password'),
      plain('from', 'From address', 'notices@example.com', false),
    ],
  },
  {
    id: 'redis',
    name: 'Redis',
    summary: 'Cache and queues',
    fields: [
      host('cache.example.com'),
      port('6379'),
      plain('username', 'Username', 'default', false),
      secret('password', 'Password'),
      plain(
        'tls',
        'TLS',
        'on or off',
        false,
        'on where the server speaks TLS; a test sends the password only then.',
      ),
    ],
  },
  {
    id: 'http-bearer',
    name: 'HTTP bearer',
    summary: 'Any API with a bearer token',
    fields: [address('Base address', 'https://api.example.com', baseHelp), secret('token', 'Token')],
  },
  {
    id: 'http-basic',
    name: 'HTTP basic',
    summary: 'Any API with name and password',
    fields: [
      address('Base address', 'https://api.example.com', baseHelp),
      secret('username', 'Username'),
      secret('password', 'Password'),
    ],
  },
  {
    id: 'aws',
    name: 'AWS keys',
    summary: 'Amazon Web Services',
    fields: [
      secret('accessKeyId', 'Access key ID', 'Begins with AKIA.'),
      secret('secretAccessKey', 'Secret access key'),
      plain('region', 'Region', 'eu-central-1', false),
    ],
  },
  {
    id: 'ssh',
    name: 'SSH',
    summary: 'Server access by key',
    fields: [
      host('server.example.com'),
      plain('username', 'Username', 'deploy'),
      secret('privateKey', 'Private key', 'Bind an SSH key item in OpenSSH form with ?ssh-format=openssh.'),
      secret('passphrase', 'Passphrase', undefined, false),
    ],
  },
  customApp,
];

export const appIds = [
  'stripe',
  'openai',
  'github',
  'slack',
  'postgres',
  'mysql',
  'smtp',
  'redis',
  'http-bearer',
  'http-basic',
  'aws',
  'ssh',
  'custom',
] as const;

/** The app whose connections may carry a whole Environment: its fields have no meaning that a variable could take over. */
export const environmentApp = 'custom' satisfies AppId;

export type AppId = (typeof appIds)[number];

/** Whether a text is the id of an app. */
export function isAppId(text: string): text is AppId {
  return appIds.some((id) => id === text);
}

/** The template of an app. */
export function appOf(id: AppId): App {
  return apps.find((app) => app.id === id) ?? customApp;
}

/** Whether a literal in this field is a credential, hence write-only. Fields outside the template are. */
export function isSecretField(id: AppId, fieldName: string): boolean {
  return appOf(id).fields.find((field) => field.name === fieldName)?.isSecret ?? true;
}
