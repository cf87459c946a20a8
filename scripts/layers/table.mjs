// Which part of the house knows which. Read by check.mjs; what is not allowed here is refused.

/** From the ground up. A folder may import from every layer below its own, and from its own folder. */
export const layers = [
  { name: 'shared', folders: ['lib/kernel'] },
  { name: 'platform', folders: ['lib/crypto', 'lib/platform', 'lib/egress'] },
  {
    name: 'domain',
    folders: [
      'lib/access',
      'lib/access-report',
      'lib/api-keys',
      'lib/attention',
      'lib/audit',
      'lib/cache',
      'lib/change-feed',
      'lib/connections',
      'lib/destinations',
      'lib/history',
      'lib/managers',
      'lib/master-keys',
      'lib/probes',
      'lib/projects',
      'lib/providers',
      'lib/quota',
      'lib/scans',
      'lib/secrets',
      'lib/users',
    ],
  },
  { name: 'doors', folders: ['lib/doors', 'lib/api', 'app', 'server', 'server.ts'] },
];

/** Within a layer: whom else a folder may import. */
export const neighbours = {
  'lib/platform': ['lib/crypto'],
  'lib/egress': ['lib/platform'],

  'lib/audit': ['lib/access'],
  'lib/destinations': ['lib/access', 'lib/audit'],
  'lib/projects': ['lib/access', 'lib/audit'],
  'lib/users': ['lib/access', 'lib/audit'],
  'lib/api-keys': ['lib/access', 'lib/audit', 'lib/providers'],
  'lib/managers': ['lib/access', 'lib/audit', 'lib/cache', 'lib/history', 'lib/providers', 'lib/quota'],
  'lib/secrets': [
    ...['lib/access', 'lib/audit', 'lib/cache', 'lib/history', 'lib/managers', 'lib/providers', 'lib/quota'],
  ],
  'lib/change-feed': ['lib/cache', 'lib/managers', 'lib/providers', 'lib/quota', 'lib/secrets'],
  'lib/connections': [
    ...['lib/access', 'lib/audit', 'lib/cache', 'lib/destinations', 'lib/history', 'lib/managers'],
    ...['lib/probes', 'lib/providers', 'lib/secrets'],
  ],
  'lib/scans': [
    ...['lib/access', 'lib/audit', 'lib/connections', 'lib/managers', 'lib/providers', 'lib/quota'],
    'lib/secrets',
  ],
  'lib/master-keys': [
    ...['lib/access', 'lib/audit', 'lib/cache', 'lib/connections', 'lib/managers', 'lib/secrets'],
  ],
  'lib/access-report': ['lib/access', 'lib/api-keys', 'lib/managers', 'lib/providers'],
  'lib/attention': ['lib/access', 'lib/access-report', 'lib/api-keys', 'lib/connections', 'lib/managers'],

  'lib/api': ['lib/doors'],
  // Pages reach the verbs through lib/doors, and know no other door.
  app: ['lib/doors', 'components'],
  server: ['lib/api', 'lib/doors'],
  'server.ts': ['lib/api', 'server'],
};

/** Files that may import nothing of the house but what is told, as patterns of paths. The first that fits counts. */
export const limited = [
  // It asks the process-wide registry for the language of the request.
  {
    files: 'components/words/languages.ts',
    may: ['components/**', 'lib/kernel/language.ts', 'lib/platform/singleton.ts'],
  },
  // What runs in a browser: no verb, and nothing that a verb needs.
  {
    files: 'components/**',
    may: ['components/**', 'lib/kernel/**', 'lib/*/schema.ts', 'lib/providers/references.ts'],
  },
  // A program of its own, which knows nothing of the product.
  { files: 'sandbox/**', may: ['sandbox/**'] },
];

/** Below a layer, and yet not for these. */
export const refused = [{ files: 'app/**', what: ['lib/crypto/**'] }];

/** Where a package may be imported. */
export const packages = [
  { name: '@1password', files: ['lib/providers/onepassword/**'] },
  { name: 'fastify', files: ['lib/api/**'] },
  { name: '@fastify', files: ['lib/api/**'] },
  {
    name: 'next',
    files: ['app/**', 'components/**', 'lib/doors/**', 'server/console.ts', 'next.config.mjs'],
  },
  { name: 'react', files: ['app/**', 'components/**'] },
  { name: 'react-dom', files: ['app/**', 'components/**'] },
];

/**
 * A vendor, its scheme included, is named in its folder, and in these files of lib/ alone: words for people.
 */
export const vendor = {
  words: /1password|onepassword|op:(?:\/\/|\\\/\\\/)|\bops_/i,
  files: [
    'lib/providers/**',
    // The last guard of the log knows the shapes of tokens and references.
    'lib/platform/scrub.ts',
    // Words: messages, descriptions and examples of the API.
    'lib/kernel/*messages.ts',
    'lib/kernel/*messages.de.ts',
    'lib/kernel/error-words.ts',
    'lib/kernel/error-words.de.ts',
    'lib/api/examples/**',
    'lib/api/managers.ts',
    'lib/api/openapi.ts',
    'lib/api-keys/schema.ts',
    'lib/connections/schema.ts',
    'lib/managers/access-schema.ts',
    'lib/managers/feed-schema.ts',
    'lib/managers/schema.ts',
    'lib/secrets/schema.ts',
  ],
};

/**
 * A scheme of references is written in the folder of its grammar, and out of lib/ in these files alone. Nothing else takes such a text
 * apart: lib/providers/references.ts chooses the grammar by the text.
 */
export const scheme = {
  words: /op:(?:\/\/|\\\/\\\/)/i,
  files: [
    'lib/**',
    // Words, examples and comments.
    '**/words.ts',
    '**/words.de.ts',
    'app/(console)/connections/new/import/import-source.tsx',
    'components/picker/recognise.ts',
  ],
};

/** Files that these alone may import. */
export const reserved = [
  {
    what: ['lib/providers/op/**'],
    files: [
      'lib/providers/op/**',
      'lib/providers/onepassword/**',
      'lib/providers/onepassword-connect/**',
      'lib/providers/descriptors.ts',
    ],
  },
];

/** Where a name may be imported. */
export const names = [
  {
    // The text of a secret leaves through these alone: to who may have it, to be sealed, and to who signs in with it.
    name: 'textOfSecret',
    of: 'lib/kernel/secret-value.ts',
    files: ['lib/kernel/**', 'lib/crypto/**', 'lib/doors/reveal.ts', 'lib/probes/**', 'lib/providers/*/**'],
  },
];
