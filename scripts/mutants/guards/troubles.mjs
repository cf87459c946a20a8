import { inFile } from './in-file.mjs';

const attention = ['lib/attention/attention.db.test.ts'];
const truth = ['lib/scans/one-truth.db.test.ts'];

export const troubleGuards = [
  ...inFile('lib/connections/broken.ts', truth, {
    'a read that gives a value closes what a scan found': {
      find: "AND NOT COALESCE(entry.state = 'value' AND entry.fetched_at > found.checked_at, FALSE)",
      filter: 'tells one truth on every page',
    },
    'a failed read of what is bound is a finding': {
      find: '(found.field_id IS NOT NULL OR entry.is_absent)',
      replace: 'found.field_id IS NOT NULL',
      filter: 'tells one truth on every page',
    },
  }),
  ...inFile('lib/secrets/read-for-person.ts', truth, {
    'a person’s look at what a scan found broken asks 1Password': {
      find: 'return new Set(wanted.filter(({ text }) => texts.has(text)));',
      replace: 'return new Set<Wanted>();',
      filter: 'closes what is broken',
    },
  }),
  ...inFile('lib/scans/write.ts', truth, {
    'what a scan finds well is asked for by the next read': {
      find: 'fine.map(([{ text }]) => ({ text, atMs: beganAtMs })),',
      replace: '[],',
      filter: 'has the next read ask again',
    },
  }),
  ...inFile('lib/attention/list.ts', attention, {
    'keys are for those who see keys': {
      find: "may('api-key:read') ? keysInNeed(caller) : []",
      replace: 'keysInNeed(caller)',
      filter: 'a key that ends',
    },
  }),
  ...inFile('lib/attention/keys.ts', attention, {
    'keys of other projects need nobody else': {
      find: 'ownedBy(caller),',
      filter: 'a key that ends',
    },
  }),
  ...inFile('lib/managers/record-status.ts', ['lib/secrets/outage.db.test.ts'], {
    'an outage ends for every entry': {
      find: 'await endEntryFailures(managerId, codesOfManagers, nowMs);',
      filter: 'whatever it was asked',
    },
  }),
  ...inFile('lib/connections/usage.ts', ['lib/connections/usage.db.test.ts'], {
    'keys of other projects are counted and not named': {
      find: '...reachedBy(caller),',
      filter: 'names the API keys',
    },
  }),
];
