import { inFile } from './in-file.mjs';

const test = ['lib/managers/fallback.db.test.ts'];

const setting = inFile('lib/managers/fallback.ts', test, {
  'a secret manager is not its own fallback': {
    find: "if (fallbackId === id) throw wrong('fallbackItself');",
  },
  'a fallback is open to all who use the first one': {
    find: "if (!covers(fallback, scope)) throw wrong('fallbackNarrower');",
  },
  'a fallback has references of the same form': {
    find: "if (schemeOf(row.provider) !== schemeOf(provider)) throw wrong('fallbackOtherReferences');",
    tests: ['lib/connections/any-depth-reads.db.test.ts'],
  },
  'each project of the first one counts': {
    find: 'first.projectIds.every(',
    replace: 'first.projectIds.some(',
    tests: ['lib/managers/fallback.test.ts'],
  },
  'no project is none that is covered': {
    find: 'first.projectIds.length > 0 &&',
    tests: ['lib/managers/fallback.test.ts'],
  },
});

const reading = inFile('lib/secrets/read-fallback.ts', test, {
  'a refused token is no outage': {
    find: " && code !== 'provider_denied'",
  },
  'a fallback is asked by ids alone': { find: ' && want.reference.isPinned' },
  'a fallback that became narrower is not asked': {
    find: '!fallback || !covers(fallback, manager)',
    replace: '!fallback',
  },
});

const reads = inFile('lib/secrets/read.ts', test, {
  'the fallback of a fallback is not asked': {
    find: '{ ...fallback, fallbackId: null }',
    replace: 'fallback',
  },
});

export const fallbackGuards = [...setting, ...reading, ...reads];
