import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const english = {
  title: 'Secret Managers',
  description:
    'Where credentials come from. Latchkey keeps references to them and reads a value when a workload asks.',
  connect: 'Connect 1Password',
  search: 'Search secret managers',
  nothingFound: (search: string) => `No secret manager has “${search}” in its name.`,
  columns: {
    name: 'Name',
    provider: 'Provider',
    status: 'Status',
    since: 'Since',
    scope: 'Who may use it',
    vaults: 'Vaults',
    references: 'Bound references',
    requests: 'Account in 24 h',
    checked: 'Tested',
  },
  requests: (used: number, limit: number) => `${numberText(used)} of ${numberText(limit)}`,
  vaults: (count: number) => (count === 1 ? '1 vault' : `${numberText(count)} vaults`),
  references: (count: number) => (count === 1 ? '1 reference' : `${numberText(count)} references`),
  tested: 'tested',
  neverTested: 'never tested',
  empty: {
    title: 'No secret manager yet',
    text: 'Connect one, and your teams can bind fields of their connections to its secrets instead of pasting them.',
    readOnly: 'An admin connects the first one; then you can bind fields to its secrets.',
    providers: 'Providers',
    onepassword: 'With a service account that you make for Latchkey, or through your own Connect server.',
  },
  howTo: {
    title: 'How to make a service account',
    steps: [
      'On 1Password.com, open Developer, then Directory. Under Infrastructure Secrets Management choose Other, then Create a Service Account.',
      'Name it after Latchkey, and leave “can create vaults” off.',
      'Choose only the vaults that your workloads need. The icon beside each vault sets what it may do there: read items, nothing more. This cannot be changed later. Built-in vaults (Personal, Private, Employee, the first Shared one) cannot be given; move items to a vault of their own.',
      'Create the account, save its token in 1Password, and paste it here. 1Password shows it once.',
    ],
    command: 'Or with 1Password’s command line, with the names of your vaults:',
    commandLabel: 'Command that makes a service account',
    link: 'Open the wizard at 1Password',
    href: 'https://start.1password.com/developer-tools/infrastructure-secrets/serviceaccount/',
  },
  kinds: {
    label: 'Reach 1Password',
    onepassword: {
      label: 'With a service account',
      help: 'Directly, with a token that you make for Latchkey. Its requests are limited by your plan.',
    },
    'onepassword-connect': {
      label: 'Through a Connect server',
      help: 'A server that you run yourself. It has no request limits and answers while 1Password is down.',
    },
  },
  accountOf: { onepassword: 'Service account', 'onepassword-connect': 'Access token' },
  server: {
    address: 'Address of the Connect server',
    addressHelp: 'Scheme, host and port. An operator lists it in LATCHKEY_SIGN_IN_HOSTS.',
    token: 'Access token',
    tokenReadable: 'A whole token.',
    refused:
      'The Connect server refused this token. It may be of another server, or revoked. Create a new one in 1Password and paste it here.',
    certificate: 'Certificate of your authority',
    certificateHelp: 'As PEM, only if the server’s certificate is not signed by a public authority.',
    howTo: {
      title: 'How to make an access token',
      steps: [
        'Run a Connect server in your network: 1Password’s guide has the containers and the file of credentials that it needs.',
        'On 1Password.com, open Developer, then Directory, and choose your Connect server.',
        'Create an access token named after Latchkey. Choose only the vaults that your workloads need, and let it read.',
        'Save the token in 1Password, and paste it here.',
      ],
      command: 'Or with 1Password’s command line, with the names of your server and vaults:',
      commandLabel: 'Command that makes an access token',
      link: 'Read 1Password’s guide',
      href: 'https://developer.1password.com/docs/connect/get-started/',
    },
  },
  sandbox: {
    title: 'No account at hand? Use the sandbox.',
    text: (address: string) =>
      `This Latchkey also trusts ${address}. When the sandbox runs there, paste the token that it printed at its start.`,
  },
  form: {
    title: 'Connect 1Password',
    description: 'Test shows what the token can see. Connect tests again and saves.',
    name: 'Name',
    nameHelp: 'Your teams see it when they choose a secret.',
    namePlaceholder: 'Production 1Password',
    token: 'Service account token',
    tokenHelp: 'Sealed when saved, and never shown again.',
    tokenReadable: (address: string) => `A whole token. It signs in at ${address}.`,
    tokenExtracted: 'The text around it was left out.',
    sameAccount: (names: readonly string[]) => `Already connected as ${names.join(', ')}`,
    sameAccountText:
      'Both would read the same vaults and share one request limit. You can connect it again, but usually one is enough.',
    plan: '1Password plan',
    planHelp:
      'Latchkey stays under its request limits. Unless you set a fresh time of your own, it follows the plan.',
    plans: {
      business: { label: 'Business', hint: '10,000 reads an hour for each token, 50,000 a day' },
      teams: { label: 'Teams', hint: '1,000 reads an hour for each token, 5,000 a day' },
      other: { label: 'Other, or not sure', hint: '1,000 reads an hour and a day, the most careful' },
    },
    test: 'Test',
    submit: 'Connect',
    needToken: 'Paste a whole token first.',
    needAddress: 'Type the server’s address first.',
    refused:
      '1Password refused this token. It may have been revoked or replaced. Create a new one in 1Password and paste it here.',
    connected: (name: string) => `${name} is connected`,
    connectedText: 'Its secrets can be bound in connections of its projects now.',
    connectedNext: 'Next: say which projects may use which of its secrets.',
    giveAccess: 'Give access',
    scope: {
      label: 'Who may use it',
      platform: {
        label: 'The whole platform',
        help: 'Platform-wide connections at once. Then you say which projects may use which of its secrets.',
      },
      project: {
        label: 'Chosen projects',
        help: 'Only these, and all of its secrets until you narrow that under Access.',
      },
    },
  },
  found: {
    title: 'The token works',
    address: 'Signs in at',
    vaults: 'Vaults',
    environments: 'Environments',
    items: (count: number) => (count === 1 ? '1 item' : `${numberText(count)} items`),
    more: (count: number) => `and ${numberText(count)} more`,
    warnings: {
      sees_no_vault: 'Sees no vault',
      can_write: 'Can do more than read',
      sees_many_vaults: 'Sees many vaults',
    },
    check: {
      title: 'Check its permissions in 1Password',
      text: 'Latchkey can’t see whether this token can also write or create vaults. On 1Password.com open Developer and choose this service account: its page lists its vaults and what it may do in each. Read items, in the vaults that your workloads need, is enough. If it says more, make a new one: what a service account may do cannot be changed.',
    },
  },
} as const;

/** Words of the Secret Managers pages. */
export const words = inLanguages({ en: english, de: german });
