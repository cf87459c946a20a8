import { inLanguages } from '@/components/words/languages';
import { numberText } from '@/components/words/numbers';
import { german } from './words.de';

const managerStates = {
  connected: 'is paused',
  untested: 'is paused',
  degraded: 'answers in part',
  refused: 'refuses its token',
  rate_limited: 'has reached its request limit',
  unreachable: 'is unreachable',
};

const english = {
  title: 'Connections',
  all: 'All connections',
  description:
    'What your workloads connect to. Each field is typed here, or bound to a secret that stays in your secret manager.',
  add: 'New connection',
  import: 'Import',
  list: {
    label: 'Connections',
    search: 'Search by name or key',
    app: 'App',
    anyApp: 'Any app',
    manager: 'Secret manager',
    anyManager: 'Any secret manager',
    columns: {
      name: 'Name',
      key: 'Key',
      app: 'App',
      fields: 'Fields',
      scope: 'Who may use it',
      updated: 'Changed',
    },
    bound: (count: number) => `${numberText(count)} bound`,
    ofEnvironment: (count: number) =>
      count === 1 ? '1 variable of an Environment' : `${numberText(count)} variables of an Environment`,
    typed: (count: number) => `${numberText(count)} typed`,
    missing: (count: number) => `${numberText(count)} missing`,
    noFields: 'No fields',
    managerIs: {
      connected: 'Secret manager paused',
      untested: 'Secret manager paused',
      degraded: 'Secret manager degraded',
      refused: 'Token refused',
      rate_limited: 'Secret manager rate limited',
      unreachable: 'Secret manager unreachable',
    },
    managerNotice: {
      title: (name: string, status: keyof typeof managerStates) => `${name} ${managerStates[status]}`,
      bound: (count: number) =>
        count === 1
          ? '1 bound reference depends on it.'
          : `${numberText(count)} bound references depend on it.`,
      show: 'Show connections',
      open: 'Open secret manager',
    },
    unserved: {
      status: (count: number) => (count === 1 ? '1 not cached' : `${numberText(count)} not cached`),
      title: 'Workloads cannot get some connections: nothing is cached that may still be used',
      show: 'Show them',
    },
    copyKey: (key: string) => `Copy the key ${key}`,
    filters: 'Filter and sort',
    filtersOn: (count: number) => `${numberText(count)} on`,
    empty: {
      title: 'No connection yet',
      texts: {
        first:
          'A connection holds what a workload needs to reach one app. Connect a secret manager first; then its credentials are bound with the key icon, and workloads ask for the connection by key.',
        writer:
          'A connection holds what a workload needs to reach one app. Choose the app, bind its credentials to secrets with the key icon, and workloads ask for it by key.',
        reader:
          'A builder or an admin creates the first one. It is then shown here with the secrets it is bound to.',
      },
      connect: 'Connect a secret manager',
    },
    nothing: {
      title: 'No matching connections',
      text: 'Search for another name or key, or remove the filters.',
      clear: 'Show all',
    },
  },
  choose: {
    title: 'New connection',
    description: 'Which app does it connect to?',
    search: 'Search apps',
    nothing: 'No app of this name. Custom takes any fields.',
    apps: 'Apps',
    noProject: {
      title: 'You belong to no project yet',
      text: 'A connection belongs to a project. Ask an admin to add you to one.',
    },
  },
  create: {
    title: (app: string) => `New ${app === 'Custom' ? 'custom' : app} connection`,
    otherApp: 'Change app',
  },
  view: {
    tabs: 'Parts of this connection',
    settings: 'Settings',
    code: 'Use from code',
    history: 'History',
    more: 'More',
    copyKey: 'Copy the key',
    remove: 'Remove',
    reading: 'You can look at this connection and test its fields.',
    readingOthers:
      'It belongs to the whole platform, or to projects that are not all yours. You can look at it, test it and use it. A platform admin, or somebody who belongs to all of its projects, changes it.',
    keyLabel: 'Key',
    missing: 'Missing',
    typedSecret: 'Set · not shown',
    notSet: 'Not set',
    madeBy: 'Created by',
    changed: 'Changed',
  },
  remove: {
    title: (name: string) => `Remove ${name}?`,
    workloads: (key: string) => `Workloads that ask for “${key}” get “not found” from now on.`,
    typed: (count: number) =>
      count === 1
        ? 'The value typed here is deleted for good.'
        : `The ${numberText(count)} values typed here are deleted for good.`,
    bound: 'Secrets in the secret manager stay as they are.',
    confirm: 'Remove connection',
    done: (name: string) => `${name} is removed`,
  },
  test: {
    run: 'Test all fields',
    title: 'Test',
    running: 'Testing',
    allFound: (count: number) =>
      count === 1 ? 'The bound field is found' : `All ${count} bound fields are found`,
    someFound: (found: number, all: number) => `${found} of ${all} bound fields are found`,
    close: 'Close the test',
    explain: 'Resolved in the same way as for a workload. The values stay with Latchkey.',
  },
  code: {
    title: 'Use from code',
    intro:
      'A workload asks for this connection by its key and gets all fields with the values filled in. Give it an API key in LATCHKEY_API_KEY.',
    apiKeys: 'Create an API key',
    askAdmin: 'Admins create API keys under Platform Admin, API keys.',
    answer: 'What comes back',
    tabs: 'Languages',
    example: (name: string) => `Example for ${name}`,
  },
  env: {
    title: 'As a .env',
    text: 'Its references, for other tools or for an import elsewhere. Typed secrets are left out.',
    label: 'This connection as a .env',
    download: 'Download',
  },
} as const;

/** What the pages of connections say. */
export const connectionWords = inLanguages({ en: english, de: german });
