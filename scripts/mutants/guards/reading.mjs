import { inFile } from './in-file.mjs';

const allowed = inFile('lib/secrets/read-allowed.ts', ['lib/secrets/read-allowed.test.ts'], {
  'what is known to be refused is not asked for': {
    find: "wanted.filter((want) => foreknown(want, allowance) !== 'refused')",
    replace: '[...wanted]',
  },
  'what was read is judged by what it is': {
    find: 'readings.set(want, judged(manager, want, reading, allowance));',
    replace: 'readings.set(want, reading);',
  },
  'an error of what is not let through says nothing of it': {
    find: "if (!reading.ok) return foreknown(want, allowance) === 'allowed' ? reading : refused(manager);",
    replace: 'if (!reading.ok) return reading;',
  },
});

const browse = inFile('lib/secrets/browse.ts', ['lib/secrets/browse-narrowed.db.test.ts'], {
  'ids are ids': { find: "if (!ids.every(grammar.isId)) throw new LatchkeyError('not_found');" },
  'what is listed is narrowed': {
    find: 'narrowed(listing, { grammar, above }, allowance)',
    replace: 'listing',
  },
  'the items of a vault that is let through in part are not counted': {
    find: 'isWhole(grammar, allowance, vault) ? vault : { ...vault, itemCount: null }',
    replace: 'vault',
  },
  'a vault that leads nowhere is not there': {
    find: "if (!allowance.leadsThrough(aboveOf(grammar, above))) throw new LatchkeyError('not_found');",
  },
});

const narrowed = inFile('lib/secrets/narrowed.ts', ['lib/secrets/browse-narrowed.db.test.ts'], {
  'a field that is not let through is not listed': {
    find: 'return allowance.allows({',
    replace: 'return true || allowance.allows({',
  },
  'an item without fields to show is not there': {
    find: "if (fields.length === 0) throw new LatchkeyError('not_found');",
  },
});

const byPath = inFile('lib/secrets/browse-path.ts', ['lib/connections/any-depth.db.test.ts'], {
  'what is listed by path is narrowed': {
    find: 'narrowed(listing, { grammar, above }, allowance)',
    replace: 'listing',
  },
  'a path is gone step by step': {
    find: 'allowance.isAny(grammar.scheme) ? [] : path.entries()',
    replace: 'path.entries().take(0)',
  },
});

const lookingUp = [
  ...inFile('lib/secrets/listed.ts', ['lib/secrets/path.db.test.ts'], {
    'what is looked up is what may be used': {
      find: 'narrowed(listing, { grammar, above }, allowance)',
      replace: 'listing',
    },
  }),
  ...inFile('lib/secrets/path.ts', ['lib/secrets/path.db.test.ts'], {
    'what is not allowed says the same whether or not it is there': {
      find: 'if (!to.allowance.allows({ locator: asked })) throw refused(to.manager).error;',
    },
  }),
  ...inFile('lib/secrets/near.ts', ['lib/secrets/path.db.test.ts'], {
    'what is near is for those who may look around': {
      find: "if (!roleMay(caller.role, 'secret-manager:browse')) return [];",
    },
  }),
  ...inFile('lib/secrets/suggest.ts', ['lib/secrets/path.db.test.ts'], {
    'what is offered is what the connection may be bound to': {
      find: '? allowedByBoth(own, allowanceOfConnection(manager, input.connection))',
      replace: '? own',
    },
  }),
];

const resolving = [
  ...inFile('lib/connections/resolve.ts', ['lib/connections/resolve-granted.db.test.ts'], {
    'a key of some connections resolves those': {
      find: "if (caller.connections !== 'all' && !caller.connections.includes(plan.id)) return false;",
    },
    'a connection that the caller does not reach': {
      find: "return may(caller, 'value:resolve', plan);",
      replace: 'return true;',
    },
    'memory gives to who may resolve': {
      find: 'if (!plan || !mayResolve(caller, plan)) return undefined;',
      replace: 'if (!plan) return undefined;',
    },
    'a manager that does not serve the connection': {
      find: 'if (!serves(manager, plan)) {',
      replace: 'if (false) {',
    },
    'only what is granted to the connection': {
      find: 'const allowance = allowanceOfConnection(manager, plan);',
      replace: 'const allowance = { isAny: true, allows: () => true, leadsThrough: () => true };',
    },
  }),
];

const listening = [
  ...inFile('lib/connections/watch.ts', ['lib/api/events.db.test.ts'], {
    'who listens is asked for again': {
      find: 'const caller = await listener.caller();',
      replace: "const caller = { kind: 'api-key', role: 'workload', projects: 'all', connections: 'all' };",
      filter: 'revoked',
    },
    'who listens may still have the connection': {
      find: 'if (plan && !mayResolve(caller, plan)) throw noSuchConnection(watch.key);',
      filter: 'leaves',
    },
    'nobody begins to listen to what is disabled': {
      find: 'if (plan.isDisabled) throw connectionDisabled(plan.key);',
      filter: 'is not given',
    },
    'a connection that is disabled ends its listeners': {
      find: 'if (plan.isDisabled) return endAll(watch, connectionDisabled(watch.key));',
      filter: 'disabled',
    },
    'nobody begins when the process ends': { find: 'isOver || ', replace: '', filter: 'with its process' },
  }),
  ...inFile('lib/connections/watched.ts', ['lib/api/events.db.test.ts'], {
    'what is no longer granted is told': {
      find: "if (!allowance.allows({ locator: want.reference, titles: entry.titles })) return 'refused';",
      filter: 'may no longer',
    },
  }),
];

const clearing = inFile('lib/secrets/entry-users.ts', ['lib/api/matrix/cache.db.test.ts'], {
  'only what the caller may clear': {
    find: "may(caller, 'cache:clear', users.get(id) ?? ofProjects([]))",
    replace: 'true || users',
    filter: '^(clearEntry|clearSelection) ',
  },
  'an entry of a platform-wide connection is platform-wide': {
    find: 'if (isPlatformWide) return platformWide;',
    tests: ['lib/secrets/entry-users.db.test.ts'],
  },
  'an entry is of all who live on it': {
    find: 'if (projectIds.length > 0) return ofProjects(projectIds);',
    filter: '^(clearEntry|clearSelection) ',
  },
});

const shown = inFile('lib/secrets/shown-entries.ts', ['lib/api/matrix/cache.db.test.ts'], {
  'entries are shown to who uses them': {
    find: `is: Prisma.sql\`(\${Prisma.join([isBound, ...allowed], ' OR ')})\``,
    replace: 'is: Prisma.sql`TRUE`',
    filter: '^listEntries ',
  },
  'entries of secret managers of others are shown to who uses them': {
    find: 'narrowings: [await boundIn(caller, Prisma.sql`TRUE`)],',
    replace: 'narrowings: [],',
    filter: '^listEntries ',
  },
  'an entry is shown to who uses it': {
    find: `return Prisma.sql\`(\${Prisma.join([isBoundIn(caller, Prisma.sql\`TRUE\`), ...allowed], ' OR ')})\`;`,
    replace: 'return Prisma.sql`TRUE`;',
  },
  'a grant is over one secret manager': {
    find: `const isOfManager = Prisma.sql\`entry.secret_manager_id = \${secretManagerId}\`;`,
    replace: `const isOfManager = Prisma.sql\`(TRUE OR \${secretManagerId} = \${secretManagerId})\`;`,
    filter: '^listEntries ',
  },
});

const entry = inFile('lib/secrets/find-entry.ts', ['lib/api/matrix/cache.db.test.ts'], {
  'one entry is shown as the list shows it': {
    find: 'return row && (await isShown(caller, row.id)) ? row : undefined;',
    replace: 'return row ?? undefined;',
    filter: '^(clearEntry|refreshEntry) ',
  },
});

const kept = inFile('lib/secrets/cache-lookup.ts', ['lib/secrets/cache-lookup.test.ts'], {
  'one-time passwords are not kept': {
    find: 'return !wanted.reference.isVolatile;',
    replace: 'return true;',
  },
});

const timing = inFile('lib/connections/resolve.ts', ['lib/connections/resolve-granted.db.test.ts'], {
  'the time of a refusal tells nothing': {
    find: 'await readNobodysPlan();',
    filter: 'the time tells nothing',
  },
});

const seenTest = ['lib/secrets/seen-lately.db.test.ts'];

const seen = [
  ...inFile('lib/secrets/read-for-person.ts', seenTest, {
    'only who may list is answered from what was seen': {
      find: "const mayList = roleMay(spends.role, 'secret-manager:browse');",
      replace: 'const mayList = true;',
      filter: 'guessed for nothing',
    },
    'what was seen is told as far as it may be used': {
      find: 'if (answer?.ok && allowance.allows(placeFound(answer.found)))',
      replace: 'if (answer?.ok)',
      filter: 'like what is not there',
    },
    'what may be used in part is looked up at full cost': {
      find: 'mayList && isAll ?',
      replace: 'mayList ?',
      filter: 'like what is not there',
    },
    'what was seen ends with the fresh time': {
      find: 'clock().now() - policy.freshMs, ',
      filter: 'by the old name',
    },
    'what was seen ends with a clear': { find: ', clearedAt(id)', filter: 'after a clear' },
    'what is cached as absent is read': {
      find: "known.get(keyOf(want))?.entry.state === 'absent'",
      replace: 'known.has(want.text)',
      filter: 'repairs for workloads',
    },
  }),
  ...inFile('lib/secrets/ask-for-person.ts', seenTest, {
    'a look-up is not cached': {
      find: "purpose === 'binding' || known.has(keeping.entry.key)",
      replace: 'true',
      filter: 'bring the others',
    },
    'what may not be bound is not cached': {
      find: 'if (allowance && !allowance.allows(placeFound(names))) return [];',
      tests: ['lib/connections/resolve-granted.db.test.ts'],
      filter: 'whose binding was refused',
    },
  }),
  ...inFile('lib/providers/onepassword/worker/read-ahead.ts', seenTest, {
    'a neighbour spoils a batch once': {
      find: 'if (failure) job.account.seen.spoilt.add(vaultId);',
      filter: 'one request more',
    },
  }),
  ...inFile('lib/cache/keep.ts', ['lib/secrets/timeline.db.test.ts'], {
    'a person’s first read is not told': {
      find: `AND (known.key IS NOT NULL OR \${keptFor === 'workload'})`,
      filter: 'begins with the binding',
    },
    'a person’s read is not counted': {
      find: "if (keptFor === 'workload') addActivity(",
      replace: 'addActivity(',
      filter: 'begins with the binding',
    },
  }),
];

export const readingGuards = [
  ...seen,
  ...timing,
  ...allowed,
  ...browse,
  ...narrowed,
  ...byPath,
  ...lookingUp,
  ...resolving,
  ...listening,
  ...clearing,
  ...shown,
  ...entry,
  ...kept,
];
