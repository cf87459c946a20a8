import { inFile } from './in-file.mjs';

const keepTest = ['lib/cache/keep.db.test.ts'];

const memory = inFile('lib/cache/memory.ts', ['lib/cache/memory.test.ts'], {
  'an answer from before a clear stays out': {
    find: 'if (fence !== undefined && entry.generation <= fence) return;',
  },
  'an answer of the very generation of a clear stays out': {
    find: 'entry.generation <= fence',
    replace: 'entry.generation < fence',
  },
  'an old answer does not overwrite a newer one': {
    find: 'if (present && isBelieved(present) && present.entry.generation > entry.generation) return;',
  },
  'what is in doubt gives way to the table': {
    find: 'isBelieved(present) && ',
  },
  'what is in doubt is not used': {
    find: 'return held && isBelieved(held, isAway) ? held.entry : undefined;',
    replace: 'return held?.entry;',
  },
  'what is in doubt has its time': {
    find: ' && performance.now() < usableUntilMs',
  },
  'what is taken back is of that very generation': {
    find: 'if (entries.peek(key)?.entry.generation === generation) entries.delete(key);',
    replace: 'entries.delete(key);',
  },
  'what did not get into the table is taken back': {
    find: 'if (entries.peek(key)?.entry.generation === generation) entries.delete(key);',
  },
  'a clear of an entry raises the bar': { find: 'raiseFence(entry.managerId, fence);' },
  'a clear of a secret manager raises the bar': {
    find: 'raiseFence(managerId, fence);\n  for',
    replace: 'for',
  },
  'a bar does not sink': { find: 'if (present === undefined || present < fence) ' },
  'a clear is of one secret manager': {
    find: 'if (entry.managerId === managerId) entries.delete(key);',
    replace: 'entries.delete(key);',
  },
  'a clear of a secret manager forgets': { find: 'if (entry.managerId === managerId) entries.delete(key);' },
  'what another process cleared is forgotten': {
    find: 'else if (change.fence !== undefined) forgetManager(change.id, BigInt(change.fence));',
  },
  'what another process wrote is forgotten': {
    find: 'else if (change.key !== undefined) doubt(change.key);',
  },
  'after a gap everything is forgotten': {
    find: 'if (change.id === allIds) forgetAll(change);\n  else if',
    replace: 'if',
  },
  'entries are held at one revision': { find: ' && entry.revision === revision' },
});

const keep = inFile('lib/cache/keep.ts', keepTest, {
  'a secret manager that is gone keeps nothing': {
    find: 'if (!manager || manager.revision',
    replace: 'if (manager && manager.revision',
    filter: 'another token',
  },
  'an answer of another token': { find: 'manager.revision !== revision || ', filter: 'another token' },
  'an answer from before a clear': {
    find: ' || BigInt(manager.fence) >= number',
    filter: 'before a clear',
  },
  'an answer of the very generation of a clear': {
    find: 'BigInt(manager.fence) >= number',
    replace: 'BigInt(manager.fence) > number',
    filter: 'before a clear',
  },
  'an old answer does not overwrite a newer one': {
    find: 'WHERE entry.generation < EXCLUDED.generation',
    filter: 'is older',
  },
  'what is not kept is not remembered': { find: 'if (!isKept) return false;', filter: 'before a clear' },
});

const table = inFile('lib/cache/table.ts', keepTest, {
  'a clear raises the bar': {
    find: 'await tx.secretManager.updateMany({ where: { id: managerId }, data: { cacheFence: fence } });',
    filter: 'before a clear',
  },
  'a clear is of one secret manager': {
    find: "where: { secretManagerId: managerId, ...(keys === 'all' ? {} : { key: { in: [...keys] } }) },",
    replace: "where: keys === 'all' ? {} : { key: { in: [...keys] } },",
    filter: 'a clear',
  },
  'a clear is of the named entries': {
    find: "...(keys === 'all' ? {} : { key: { in: [...keys] } })",
    filter: 'a clear',
  },
  'an older sealed value than was seen is nothing': {
    find: "if (isVersioned(row.sealedValue) && !isNewestSeen('cache_entry', row.key, row.sealedVersion)) {",
    replace: 'if (false) {',
    tests: ['lib/secrets/sealed-entry.db.test.ts'],
    filter: 'put back with its version',
  },
  'an absence is seen too': {
    find: "noteSeen('cache_entry', row.key, row.generation);",
    tests: ['lib/cache/table.test.ts'],
  },
});

const touch = inFile('lib/cache/touch.ts', keepTest, {
  'a look under another token': { find: 'row.revision !== manager.credentialRevision || ', filter: 'a look' },
  'a look from before a clear': { find: ' || BigInt(row.fence) >= generation', filter: 'a look' },
  'a look of the very generation of a clear': {
    find: 'BigInt(row.fence) >= generation',
    replace: 'BigInt(row.fence) > generation',
    filter: 'a look',
  },
  'a look does not make a newer answer older': {
    find: ` AND generation < \${generation}::bigint`,
    replace: ` AND \${generation}::bigint > 0`,
    filter: 'a look',
  },
  'a look leaves an absence': { find: "AND state = 'value' AND", replace: 'AND', filter: 'a look' },
});

const lease = inFile('lib/cache/lease.ts', ['lib/cache/lease.db.test.ts'], {
  'a lease is taken once': {
    find: "(lease.expires_at < now() AT TIME ZONE 'UTC'",
    replace: '(true',
  },
  'a lease of before the clock was set back is none': {
    find: 'lease.expires_at > (now()',
    replace: 'false AND lease.expires_at > (now()',
    filter: 'set back',
  },
  'a lease that nobody uses is taken again': {
    find: 'lease.holder = EXCLUDED.holder AND ',
    replace: 'lease.holder = EXCLUDED.holder OR false AND ',
    filter: 'taken once',
  },
  'a lease that could not be given back is known to be free': {
    find: 'for (const [key, mark] of marks) if (own().get(key) === mark) own().delete(key);',
    filter: 'given back is in',
  },
  'a lease is given back by its holder': { find: ', holder: processId() }', replace: ' }' },
});

const judging = inFile('lib/cache/freshness.ts', ['lib/cache/freshness.test.ts'], {
  'what is dated later than now is asked for again': {
    find: "if (isDatedAhead(entry.fetchedAtMs, nowMs)) return entry.state === 'absent' ? 'expired' : 'due';",
  },
  'an absence ends': {
    find: "return ageMs < absentForMs(entry.count, policy) ? 'absent' : 'expired';",
    replace: "return 'absent';",
  },
  'an absence is remembered': {
    find: "return ageMs < absentForMs(entry.count, policy) ? 'absent' : 'expired';",
    replace: "return 'expired';",
  },
  'a value is due near its end': {
    find: "if (ageMs < freshMs * policy.refreshAheadRatio) return 'fresh';",
    replace: "if (ageMs < freshMs) return 'fresh';",
  },
  'fresh ends on its bound': {
    find: "if (ageMs < freshMs) return 'due';",
    replace: "if (ageMs <= freshMs) return 'due';",
  },
  'a value expires': {
    find: "if (ageMs >= policy.freshMs + policy.staleWhileUnreachableMs) return 'expired';",
  },
  'a value expires on its bound': {
    find: 'if (ageMs >= policy.freshMs + policy.staleWhileUnreachableMs)',
    replace: 'if (ageMs > policy.freshMs + policy.staleWhileUnreachableMs)',
  },
  'stale lasts one fresh time': {
    find: "return ageMs < freshMs + policy.freshMs ? 'stale' : 'fallback';",
    replace: "return 'stale';",
  },
  'a refused token serves no longer than stale': {
    find: "return trouble === 'provider_denied' ? Math.min(2 * policy.freshMs, longestMs) : longestMs;",
    replace: 'return longestMs;',
  },
  'trust is of answers that came since it began': {
    find: 'return trust && fetchedAtMs >= trust.sinceMs ?',
    replace: 'return trust ?',
  },
  'trust shortens no fresh time': {
    find: 'Math.max(freshMs, trust.freshMs) : freshMs;',
    replace: 'trust.freshMs : freshMs;',
  },
  'a list judges by the same trust': {
    find: 'Math.max(nowMs - trust.freshMs, trust.sinceMs - 1)',
    replace: 'nowMs - trust.freshMs',
  },
  'absences double': { find: 'policy.absentMs * 2 ** doublings', replace: 'policy.absentMs' },
  'absences double up to the policy’s end': {
    find: 'Math.min(policy.absentMs * 2 ** doublings, Math.max(policy.absentMs, policy.absentMaxMs))',
    replace: 'policy.absentMs * 2 ** doublings',
  },
});

const key = inFile('lib/cache/key.ts', ['lib/cache/key.test.ts'], {
  'a key is of one secret manager': { find: "'cache-key', place.managerId, ", replace: "'cache-key', " },
  'a key is of one revision': { find: 'String(place.revision), ' },
  'a key is of one reference': { find: ', place.reference);', replace: ');' },
  'a fingerprint is of one entry': {
    find: "'value-fingerprint', key, value",
    replace: "'value-fingerprint', value",
  },
});

export const cacheGuards = [...memory, ...keep, ...table, ...touch, ...lease, ...judging, ...key];
