import { inFile } from './in-file.mjs';

const loads = inFile('lib/secrets/single-flight.ts', ['lib/secrets/single-flight.db.test.ts'], {
  'one load per key': { find: 'if (joined) return joined;' },
  'a load that began before a clear does not end the newer one': {
    find: 'if (byKey.get(wanted.key) === load) byKey.delete(wanted.key);',
    replace: 'byKey.delete(wanted.key);',
  },
  'a load ends': { find: 'for (const waiting of batch) waiting.release();' },
  'a clear detaches loads': { find: 'else for (const key of keys) byKey.delete(key);' },
  'a clear of everything detaches loads': {
    find: "if (keys === 'all') byKey.clear();\n  else for",
    replace: "if (keys !== 'all') for",
  },
  'no load of sibling fields that are loading already': {
    find: 'if (!loads().byKey.has(field.key)) void startLoad',
    replace: 'void startLoad',
    filter: 'sibling',
  },
  'a queue takes so many': {
    find: 'if (queue.waiting.length < waitingLimit)\n    return',
    replace: 'return',
  },
});

const asking = inFile('lib/secrets/ask.ts', ['lib/secrets/outage.db.test.ts'], {
  'a refused token is no absence': { find: ' && !isOpening(answer.code)' },
  'an uncertain answer is no absence': {
    find: 'answer.isCertain && !isOpening',
    replace: '!isOpening',
    tests: ['lib/secrets/ask.db.test.ts'],
  },
  'what was told early is taken back when it is not kept': {
    find: 'if (!kept.isKept) for (const { key } of told) rollBackCached(key, generation);',
    tests: ['lib/secrets/many-answers.db.test.ts'],
    filter: 'another process cleared',
  },
  'a known entry is written before it is told': {
    find: 'want.keptAs === undefined && getCached(want.key) === undefined',
    replace: 'want.keptAs === undefined',
    tests: ['lib/secrets/many-answers.db.test.ts'],
    filter: 'older ones were known',
  },
});

const refusals = [
  ...inFile('lib/secrets/circuit-breaker.ts', ['lib/secrets/lone-refusal.db.test.ts'], {
    'a refusal is confirmed before it counts': {
      find: "inDoubt !== undefined && passed !== 'provider_denied'",
      replace: 'false',
      filter: 'auth/start 403',
    },
    'a refusal of one secret is confirmed too': {
      find: 'return refused.length > 0 ? refused : undefined;',
      replace: 'return undefined;',
      filter: 'one for all that were refused',
    },
    'a refusal of the account is confirmed': {
      find: "if (ending.summary.code === 'provider_denied') return 'all';",
      filter: 'auth/start 403',
    },
  }),
  ...inFile('lib/managers/confirm.ts', ['lib/secrets/lone-refusal.db.test.ts'], {
    'what is in doubt is told': {
      find: 'under.size > 0 && (under.has(key) || under.has(managerId))',
      replace: 'false',
      filter: 'is told in the sources',
    },
    'a doubt ends': { find: 'else under.delete(mark);', filter: 'is told in the sources' },
    'the second ask signs in again': {
      find: '.then(() => renewSession(managerId))',
      filter: 'an ask that signs in again',
    },
  }),
];

const reading = inFile('lib/secrets/reading.ts', ['lib/secrets/outage.db.test.ts'], {
  'an expired value is no fallback': {
    find: "if (freshnessOf(entry, policyInForce(manager, nowMs), nowMs) === 'expired') return undefined;",
  },
  'a refused token serves no fallback': {
    find: "answer.code !== 'provider_denied' && isPassing(answer.code)",
    replace: 'true',
  },
});

const readingByAge = inFile('lib/secrets/read.ts', ['lib/secrets/outage.db.test.ts'], {
  'an old value is asked for unless its manager yields': {
    find: "return isYielding(manager) ? fromValue(entry, source, 'stale') : undefined;",
    replace: "return fromValue(entry, source, 'stale');",
  },
});

const ahead = [
  ...inFile('lib/secrets/refresh-ahead.ts', ['lib/secrets/refresh-ahead.db.test.ts'], {
    'refreshes yield for want of quota': {
      find: 'const plan = planRefresh([...due.values()], { requests, ...kind });',
      replace: 'const plan = planRefresh([...due.values()], { requests: 1_000_000, ...kind });',
      filter: 'share for background work',
    },
  }),
  ...inFile('lib/secrets/refresh-plan.ts', ['lib/secrets/refresh-plan.test.ts'], {
    'no more vaults than there are requests': { find: 'spent + cost > requests', replace: 'false' },
  }),
  ...inFile('lib/quota/budget.ts', ['lib/quota/budget.test.ts'], {
    '70 % of the hour': { find: 'return share - used;', replace: 'return window.requests - used;' },
    '70 % of the day': { find: 'share - (used - lastHour)', replace: 'window.requests - (used - lastHour)' },
    'a sixth of what is left of the day': {
      find: 'leftBefore * Math.min(1, pacedOverMs / window.windowMs) - lastHour',
      replace: 'leftBefore',
    },
    'the narrowest limit counts': { find: 'Math.min(...allowed)', replace: 'Math.max(...allowed)' },
  }),
  ...inFile('lib/kernel/limit-window.ts', ['lib/quota/budget.test.ts'], {
    'background work stops at 70 %': { find: 'backgroundShare = 0.7', replace: 'backgroundShare = 1' },
  }),
];

const worker = 'lib/providers/onepassword/worker';
const server = 'lib/providers/onepassword-connect';
const unreadable = 'lib/secrets/unreadable.db.test.ts';
const apart = [
  ...inFile(`${worker}/classify.ts`, [`${worker}/classify.test.ts`], {
    'what cannot be decoded is an item’s trouble': {
      find: 'if (/decrypt|deserializ|failed to convert item/i.test(text)) return unreadable;',
    },
    'an item that is too large is its own trouble': {
      find: 'return isContent ? { ...unreadable, says: oversizeOf(route) } : unavailable;',
      replace: 'return unavailable;',
    },
  }),
  ...inFile('lib/providers/http/signer.ts', ['lib/providers/http/signer.test.ts'], {
    'what a certificate says is told in plain characters': {
      find: "text.replace(/[^\\p{L}\\p{N} .,&()-]/gu, '')",
      replace: 'text',
    },
    'what a certificate says is cut': { find: '.slice(0, longest)', replace: '' },
  }),
  ...inFile(`${server}/credential.ts`, [`${server}/token.test.ts`], {
    'a Connect server is reached only where it is listed': {
      find: 'if (!signInHosts.some((host) => URL.canParse(host) && new URL(host).origin === origin))',
      replace: 'if (signInHosts.length === 0)',
    },
    'the address of a Connect server is an origin and nothing more': {
      find: 'if (!/^https?:\\/\\/[^/?#@\\\\\\s]+\\/?$/i.test(address) || !URL.canParse(address)) return undefined;',
      replace: 'if (!URL.canParse(address)) return undefined;',
    },
  }),
  ...inFile(`${server}/http.ts`, [`${server}/faults.test.ts`], {
    'a Connect server leads nowhere else': { find: "redirect: 'manual',", replace: "redirect: 'follow'," },
  }),
  ...inFile(`${server}/account.ts`, [`${server}/faults.test.ts`], {
    'an item that a Connect server cannot give is its own trouble': {
      find: 'throw alone !== error && (await isAnswering(signal)) ? alone : error;',
      replace: 'throw error;',
    },
    'a Connect server that fails for all is no item’s trouble': {
      find: 'throw alone !== error && (await isAnswering(signal)) ? alone : error;',
      replace: 'throw alone;',
    },
  }),
  ...inFile(`${worker}/troubled-items.ts`, [`${worker}/troubled-items.test.ts`], {
    'a rest ends': {
      find: 'now() - known.atMs < restMs ? known.failure : undefined',
      replace: 'known.failure',
    },
    'an archived item does not rest': {
      find: "if (known?.failure.failure.code !== 'secret_unreadable') return undefined;",
      replace: 'if (!known) return undefined;',
    },
    'they have an end in time': {
      find: 'if (known && now() - known.atMs < forgottenAfterMs) return known;',
      replace: 'if (known) return known;',
    },
    'they have an end in number': {
      find: 'if (held.size > mostHeld && oldest !== undefined) held.delete(oldest);',
    },
  }),
  ...inFile('lib/cache/keep-apart.ts', ['lib/cache/keep-apart.db.test.ts'], {
    'a refused value keeps no other from being kept': {
      find: 'if (keepings.length <= 1)',
      replace: 'if (keepings.length > 0)',
    },
  }),
  ...inFile('lib/secrets/ask.ts', ['lib/secrets/ask.db.test.ts'], {
    'what cannot be stored is remembered': {
      find: 'await keepAsUnreadable(manager, generation, kept.refused);',
      filter: 'cannot be stored',
    },
  }),
  ...inFile('lib/secrets/ask-by-ids.ts', [unreadable], {
    'a name stands for ids only while it is the same': {
      find: ' || (answer.ok && !isSameName(titles, answer.found.names))',
      filter: 'by name',
    },
  }),
  ...inFile('lib/secrets/circuit-breaker.ts', [unreadable], {
    'a word about a secret is an answer': {
      find: "code.startsWith('secret_') ? { code: 'ok' } : { code, retryAfterMs }",
      replace: '{ code, retryAfterMs }',
      filter: 'closes a breaker',
    },
  }),
  ...inFile('lib/secrets/refresh-vault.ts', [unreadable], {
    'a vault that cannot be listed is read': {
      find: 'if (!noteUnlistable(manager, vaultId, error)) throw error;\n      await',
      replace: 'if (error) throw error;\n      await',
      filter: 'refreshed by id',
    },
    'it is not listed again so soon': {
      find: 'if (isUnlistable(manager, vaultId)) return refreshByReading(manager, entries);',
      filter: 'refreshed by id',
    },
  }),
  ...inFile('lib/secrets/directory.ts', [unreadable], {
    'a vault that cannot be listed is not one that may not be seen': {
      find: 'if (noteUnlistable(manager, vaultId, error)) {',
      replace: 'if (false) {',
      filter: 'scan',
    },
  }),
];

const breaker = [
  ...inFile('lib/quota/breaker.ts', ['lib/quota/breaker.test.ts'], {
    'what is of one secret opens nothing': { find: 'if (!isOpening(answer.code)) return before;' },
    'a pause dated later than now is over': { find: 'isDatedAhead(breaker.openedAtMs, nowMs) || ' },
    'a good answer closes': {
      find: "if (answer.code === 'ok') return closed;",
      replace: "if (answer.code === 'ok') return before;",
    },
    'pauses grow': { find: 'before.attempt + 1 : 1', replace: '1 : 1' },
    'the service’s own time is waited for': {
      find: 'if (retryAfterMs !== undefined) return Math.min(retryAfterMs, longestRetryAfterMs) * spread;',
    },
    'a service cannot shut itself off for good': {
      find: 'Math.min(retryAfterMs, longestRetryAfterMs)',
      replace: 'retryAfterMs',
    },
    'pauses have an end': {
      find: 'Math.min(firstMs * growth ** Math.min(attempt - 1, 20), longestMs)',
      replace: 'firstMs * growth ** Math.min(attempt - 1, 20)',
    },
    'pauses are spread': { find: '1 + 0.2 * random()', replace: '1' },
  }),
  ...inFile('lib/quota/gate.ts', ['lib/quota/quota.db.test.ts'], {
    'an open breaker shuts': {
      find: "if (breaker.state === 'closed') return undefined;",
      replace: 'return undefined;',
      filter: 'the gate',
    },
    'one probe at a time': { find: ' && !gate.isProbing', filter: 'one probe' },
    'no probe before its time': { find: 'isPauseOver(breaker, nowMs) && ', filter: 'the gate' },
    'a probe ends': { find: 'gate.isProbing = false;\n', filter: 'the gate' },
    'a failure from before does not lengthen the pause': {
      find: "if (before.state === 'open' && answer.code !== 'ok' && !isPauseOver(before, clock().now())) return;",
      filter: 'slow failure',
    },
    'it survives a restart': { find: 'await writeBreaker(managerId, gate.breaker);', filter: 'restart' },
    'another process’s word of it is heard': { find: 'else map.delete(id);', filter: 'the gate' },
  }),
];

export const upstreamGuards = [
  ...loads,
  ...asking,
  ...refusals,
  ...reading,
  ...readingByAge,
  ...ahead,
  ...apart,
  ...breaker,
];
