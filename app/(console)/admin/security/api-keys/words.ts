import { inLanguages } from '@/components/words/languages';
import { german } from './words.de';

const english = {
  title: 'API keys',
  description: 'What workloads and scripts show to Latchkey. A key is shown once; only its hash is kept.',
  make: 'Make a key',
  search: 'Search API keys',
  empty: {
    title: 'No API key yet',
    text: 'A workload sends a key to resolve connections. Make one for each, so that one can be revoked alone.',
  },
  nothingFound: (search: string) => `No key has “${search}” in its name.`,
  columns: {
    name: 'Name',
    key: 'Begins with',
    role: 'Role',
    scope: 'Projects',
    state: 'State',
    used: 'Last used',
    expires: 'Expires',
    made: 'Made by',
    actions: 'Actions',
  },
  roles: {
    workload: { label: 'Workload', help: 'Resolves connections of its projects. Can do nothing else.' },
    admin: {
      label: 'Admin',
      help: 'Everything that an admin can do here, over the API. For automation that you trust so far.',
    },
  },
  states: { active: 'Active', revoked: 'Revoked', expired: 'Expired' },
  neverUsed: 'never used',
  noExpiry: 'never',
  form: {
    title: 'Make an API key',
    name: 'Name',
    nameHelp: 'What will use it, such as “billing worker, production”.',
    role: 'Role',
    scope: 'Projects',
    scopeHelp: { platform: 'Connections of every project.', project: 'Connections of these projects only.' },
    expiry: 'Expires',
    expiries: {
      never: 'Never',
      d30: 'In 30 days',
      d90: 'In 90 days',
      d365: 'In a year',
    },
    submit: 'Make the key',
  },
  made: {
    title: 'Your new key',
    text: 'Copy it to where it will be used. When this is shut, nobody can see it again, Latchkey included.',
    copy: 'Copy the key',
    stored: 'I have stored it',
    label: 'API key',
    usage: 'For a connection with the key stripe, for example',
  },
  revoke: {
    action: 'Revoke',
    title: (name: string) => `Revoke ${name}?`,
    text: 'Whatever uses it is refused from the next request on. This cannot be undone; a new key can be made.',
    lastUsed: 'Last used',
    done: (name: string) => `${name} is revoked`,
  },
} as const;

/** Words of the API keys page. */
export const words = inLanguages({ en: english, de: german });
