import type { Role } from '@/lib/kernel/role';
import { inLanguages } from './languages';
import { german } from './shell.de';

const roles: Record<Role, string> = {
  admin: 'Admin',
  builder: 'Builder',
  support: 'Support',
  workload: 'Workload',
  none: 'No role',
};

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
  roles,
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
  broken: {
    title: 'This page broke',
    text: 'Latchkey met an error of its own while making this page. Nothing was changed. Try again; if it stays, the log has the details.',
    retry: 'Try again',
    reference: (digest: string) => `Number in the log: ${digest}`,
  },
} as const;

/** The frame around every page. */
export const shellWords = inLanguages({ en: english, de: german });
