import { inFile } from './in-file.mjs';

const detached = [
  ...inFile('lib/cache/memory.ts', ['lib/secrets/detached.db.test.ts'], {
    'what only this process knows outlives a gap': {
      find: 'if (unwritten.has(key)) continue;',
      filter: 'nothing older',
    },
    'what is in doubt is used while the database is away': {
      find: 'isAway ?? isDatabaseAway()',
      replace: 'isAway === true',
      filter: 'only for a moment',
    },
  }),
  ...inFile('lib/platform/loaded.ts', ['lib/platform/loaded.test.ts'], {
    'what was known is used where the database is away alone': {
      find: " || asLatchkeyError(error).code !== 'database_unavailable'",
    },
    'what was known is used until its time is over': {
      find: ' && performance.now() < known.usableUntilMs',
    },
    'what is forgotten is not known any more': {
      find: 'slots.delete(id);\n      doubtful.delete(id);',
      replace: 'slots.delete(id);',
    },
  }),
  ...inFile('lib/cache/memory.ts', ['lib/cache/memory.test.ts'], {
    'an absence that may be over is not believed': {
      find: "held?.entry.state === 'absent'",
      replace: 'held === undefined',
      filter: 'no absence',
    },
    'what was cleared before it was written is used no more': {
      find: 'if (isKept) doubt(key);',
      replace: 'if (key) doubt(key);',
      filter: 'no absence',
    },
  }),
  ...inFile('lib/platform/loaded.ts', ['lib/platform/loaded.test.ts'], {
    'what is forgotten is read again': {
      find: 'if (staysKnown()) void bringIn(known);',
      filter: 'reads again what was known',
    },
    'what comes into doubt is read again': {
      find: 'if (staysKnown()) bringInDoubtful();',
      filter: 'reads again what was known',
    },
    'what is being read may be of what changed': {
      find: 'row === undefined || isMeant(row)',
      replace: 'row === undefined',
      filter: 'reads again what was known',
    },
  }),
  ...inFile('lib/cache/keep.ts', ['lib/secrets/detached.db.test.ts'], {
    'of what comes late times tell what is older': {
      find: ' OR entry.fetched_at < ',
      replace: ' OR entry.fetched_at >= ',
      filter: 'another process',
    },
  }),
  ...inFile('lib/cache/detached.ts', ['lib/secrets/detached.db.test.ts'], {
    'what comes late has a number of now': {
      find: 'renumber(keeping.entry, generation)',
      replace: 'renumber(keeping.entry, first.generation)',
      filter: 'another process',
    },
  }),
  ...inFile('lib/secrets/read.ts', ['lib/secrets/detached.db.test.ts'], {
    'what came into doubt meanwhile is looked up again': {
      find: 'lost.length > 0 ? await',
      replace: 'lost.length < 0 ? await',
      filter: 'comes back',
    },
  }),
  ...inFile('lib/cache/entry.ts', ['lib/secrets/detached.db.test.ts'], {
    'answers of one generation are told apart': {
      find: ' && one.fetchedAtMs === other.fetchedAtMs',
      filter: 'not followed by',
    },
    'their tags are told apart': {
      find: 'Math.floor(fetchedAtMs)',
      replace: "''",
      filter: 'not followed by',
    },
  }),
  ...inFile('lib/cache/table.ts', ['lib/secrets/detached.db.test.ts'], {
    'the number in reserve is one of before': {
      find: '() => kept.generation,',
      replace: '() => (kept.generation ?? 0n) + 1_000_000n,',
      filter: 'cleared',
    },
    'without a number nothing is asked': {
      find: "if (own === undefined) throw new LatchkeyError('database_unavailable', { retryAfterMs: 2_000 });",
      replace: 'if (own === undefined) return 0n;',
      filter: 'never had',
    },
  }),
];

const snapshots = inFile('lib/platform/snapshot.ts', ['lib/platform/snapshot.test.ts'], {
  'a snapshot lengthens no time': {
    find: ' - Math.max(0, sinceTakenMs);',
    replace: ';',
    filter: 'no time',
  },
  'what was uncertain before stays so': {
    find: ' - (takenAtMs - certainAtMs);',
    replace: ';',
    filter: 'no time',
  },
  'what was in doubt stays so': {
    find: 'usableForMs ?? Number.POSITIVE_INFINITY',
    replace: 'Number.POSITIVE_INFINITY',
    filter: 'no time',
  },
  'API keys have their own time': { find: 'isOfKeys ? times.detachedKeysMs : ', filter: 'shorter time' },
  'a clock that was set back lengthens nothing': {
    find: 'if (sinceTakenMs < -leewayMs) return 0;',
    filter: 'the clock stands',
  },
  'another program is not understood': {
    find: ' || Object(head).program !== program',
    filter: 'another program',
  },
  'what was taken away meanwhile is not written': {
    find: 'if (!isTrue()) return await rm(draft, { force: true });',
    filter: 'taken away',
  },
  'without a key nothing is read': {
    find: 'return hasKeys ? ',
    replace: 'return true ? ',
    filter: 'can be used',
  },
  'nothing is left out': {
    find: "if (Object(end).end !== pieces.length) throw new Error('the snapshot is not whole');",
    filter: 'left out',
  },
  'a record has its place': {
    find: "Buffer.from(id).toString('hex'), 'record', index)",
    replace: "Buffer.from(id).toString('hex'), 'record', 0)",
    filter: 'left out',
  },
});

export const detachedGuards = [...detached, ...snapshots];
