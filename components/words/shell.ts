import { inLanguages } from './languages';
import { german } from './shell.de';

const english = {
  product: 'Latchkey',
  skip: 'Skip to the page',
  navigation: 'Main',
  collapse: 'Collapse the menu',
  expand: 'Expand the menu',
  menu: 'Menu',
  more: 'More',
  search: 'Search',
  account: 'Account',
  signOut: 'Sign out',
  theme: { label: 'Theme', system: 'As the system', light: 'Light', dark: 'Dark' },
  language: { label: 'Language', en: 'English', de: 'Deutsch' },
  stepsDone: (done: number, all: number) => `${done} of ${all} done`,
  attentionCount: (count: number) => (count === 1 ? '1 thing' : `${count} things`),
  pages: {
    begin: 'Get started',
    attention: 'Needs attention',
    attentionShort: 'Attention',
    connections: 'Connections',
    cache: 'Cache',
    cacheShort: 'Cache',
    health: 'Health',
    admin: 'Platform Admin',
    security: 'Security',
    managers: 'Secret Managers',
    apiKeys: 'API keys',
    destinations: 'Destinations',
    accessReport: 'Access report',
    audit: 'Audit',
    people: 'People',
    users: 'Users',
    projects: 'Projects',
    setUp: 'System',
    about: 'About',
  },
  palette: {
    title: 'Go to',
    placeholder: 'Page, connection, secret manager, reference …',
    nothing: 'No matches',
    pages: 'Pages',
    connections: 'Connections',
    managers: 'Secret managers',
    references: 'References in the cache',
    brokenReferences: 'Broken references',
    connect: 'Connect a secret manager',
    actions: 'Actions',
    newConnection: 'New connection',
    toLanguage: (name: string) => `Language: ${name}`,
    toTheme: (theme: string) => `Theme: ${theme.toLowerCase()}`,
  },
  notFound: {
    title: 'Not found',
    text: 'This page does not exist, or you don’t have access to it.',
    home: 'Go home',
  },
  databaseAway: {
    title: 'The database is away',
    since: (at: string) => `Latchkey has not reached it since about ${at}.`,
    readsUntil: (at: string) => `Workloads go on with what they have read before, until about ${at}.`,
    readsEnded: (at: string) => `Workloads could go on without it until about ${at}; now they are refused.`,
    meanwhile:
      'You see what was read before. Changes are refused until it is back; what you have typed stays.',
    advice:
      'Latchkey reconnects automatically. If that takes long, check the database server and the network to it.',
    page: {
      title: 'This page needs the database',
      text: 'It appears automatically when the database is back.',
    },
  },
  broken: {
    title: 'This page broke',
    text: 'Latchkey met an error of its own while making this page. Nothing was changed. Try again; if it stays, the log has the details.',
    retry: 'Try again',
    reference: (digest: string) => `Number in the log: ${digest}`,
  },
} as const;

/** The frame around every page. */
export const shellWords = inLanguages({ en: english, de: german });
