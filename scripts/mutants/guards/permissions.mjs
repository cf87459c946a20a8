import { inFile } from './in-file.mjs';

const decision = inFile('lib/kernel/permissions.ts', ['lib/kernel/permissions.test.ts'], {
  'the role is asked': { find: 'if (!roleMay(caller.role, permission)) return false;' },
  'platform: admins of the whole platform alone': {
    find: 'return isPlatformAdmin(caller);',
    replace: 'return true;',
  },
  'use: reached, and of use': {
    find: 'return things.length > 0 && things.every((thing) => isOfUse(caller, thing));',
    replace: 'return true;',
  },
  'value: for no person': { find: "caller.kind !== 'user' && " },
  'value: reached, and of use': {
    find: "return caller.kind !== 'user' && things.length > 0 && things.every((thing) => isOfUse(caller, thing));",
    replace: "return caller.kind !== 'user';",
  },
  'reach: in one of their projects, or everybody’s': {
    find: 'return things.length > 0 && things.every((thing) => isReached(caller, thing));',
    replace: 'return true;',
  },
  'own: in one of their projects': {
    find: 'return things.length > 0 && things.every((thing) => isOwn(caller, thing));',
    replace: 'return true;',
  },
  'every: theirs in every project': {
    find: 'return things.length > 0 && things.every((thing) => isWholly(caller, thing));',
    replace: 'return true;',
  },
  'nothing is not everything': {
    find: 'return things.length > 0 && things.every((thing) => isWholly(caller, thing));',
    replace: 'return things.every((thing) => isWholly(caller, thing));',
  },
  'before the change': { find: 'const things = [before, after]', replace: 'const things = [after]' },
  'after the change': { find: 'const things = [before, after]', replace: 'const things = [before]' },
  'a platform admin is an admin': {
    find: "return role === 'admin' && projects === 'all';",
    replace: "return projects === 'all';",
  },
  'a platform admin is one of all projects': {
    find: "return role === 'admin' && projects === 'all';",
    replace: "return role === 'admin';",
  },
  'a thing of no project is of use to nobody': {
    find: " && (thing.scope === 'platform' || thing.projectIds.length > 0)",
  },
  'what is of projects is reached by those of them': {
    find: "return thing.scope === 'platform' || isOwn(caller, thing);",
    replace: 'return true;',
  },
  'what is platform-wide is nobody’s own': {
    find: "return scope === 'project' && projectIds.some(",
    replace: 'return projectIds.some(',
  },
  'what is platform-wide is changed by platform admins': {
    find: "if (scope !== 'project' || projectIds.length === 0) return false;",
    replace: 'if (projectIds.length === 0) return false;',
  },
  'an empty set of projects grants nothing': {
    find: "if (scope !== 'project' || projectIds.length === 0) return false;",
    replace: "if (scope !== 'project') return false;",
  },
  'a change is theirs in each project': {
    find: 'projectIds.every((id) => caller.projects.includes(id))',
    replace: 'projectIds.some((id) => caller.projects.includes(id))',
  },
});

const verbs = inFile('lib/access/verb.ts', ['lib/access/verb.test.ts'], {
  'a verb asks for its right': { find: 'requireRole(asked.caller, spec.right);' },
  'the right is asked before the input is looked at': {
    find: `requireRole(asked.caller, spec.right);
    const input = parseInput(spec.input, asked.input);`,
    replace: `const input = parseInput(spec.input, asked.input);
    requireRole(asked.caller, spec.right);`,
  },
  'a verb parses its input': {
    find: `const input = parseInput(spec.input, asked.input);
    if (spec.recent`,
    replace: `const input = asked.input as never;
    if (spec.recent`,
  },
  'a password given lately is asked for': {
    find: 'if (spec.recent === true || spec.recent?.(input)) requireRecentSignIn(asked.caller);',
    tests: ['lib/access/recent.db.test.ts'],
  },
  'an open verb parses its input': {
    find: `const input = parseInput(spec.input, asked.input);
    return runInContext({ verb: entry }, () => spec.run({ ...asked, input }));`,
    replace: `const input = asked.input as never;
    return runInContext({ verb: entry }, () => spec.run({ ...asked, input }));`,
  },
  'an event that the verb does not declare': {
    find: 'if (!verbNow || verbNow.audit.includes(event)) return;',
    replace: 'return;',
  },
  'values for no person, whatever the role': {
    find: "if (permission === 'value:resolve' && kind === 'user') {",
    replace: 'if (false) {',
  },
  'a role without the right': {
    find: 'if (roleMay(role, permission)) return;',
    replace: 'return;',
  },
});

const decided = inFile('lib/access/may.ts', ['lib/access/may.test.ts'], {
  'what may not be is refused': {
    find: 'if (may(caller, permission, before, after)) return;',
    replace: 'return;',
  },
});

const grants = inFile('lib/access/grants.ts', ['lib/access/grants.test.ts'], {
  'a platform-wide connection uses platform-wide managers alone': {
    find: "if (scope === 'platform') return manager.scope === 'platform' ? everything : together([], 'every');",
    replace: "if (scope === 'platform') return everything;",
  },
  'each project of a connection must have a grant': {
    find: 'projectIds.length > 0 && sets.every((set) => set !== undefined) ? sets : []',
    replace: 'sets',
  },
  'what a connection may is what each of its projects may': {
    find: "sets.every((set) => set !== undefined) ? sets : [], 'every')",
    replace: "sets.every((set) => set !== undefined) ? sets : [], 'some')",
  },
  'a caller of some projects may what they may': {
    find: "if (projects === 'all') return everything;",
    replace: 'return everything;',
  },
  'both must allow it': {
    find: "return together([one, other], 'every');",
    replace: "return together([one, other], 'some');",
  },
  'a platform-wide connection is served by platform-wide managers': {
    find: "if (scope === 'platform') return manager.scope === 'platform';",
    replace: "if (scope === 'platform') return true;",
  },
  'a connection of no project is served nothing': {
    find: 'return projectIds.length > 0 && projectIds.every((id) => manager.grants.has(id));',
    replace: 'return projectIds.every((id) => manager.grants.has(id));',
  },
  'every project of a connection is served': {
    find: 'return projectIds.length > 0 && projectIds.every((id) => manager.grants.has(id));',
    replace: 'return projectIds.length > 0 && projectIds.some((id) => manager.grants.has(id));',
  },
  'no set lets nothing through': {
    find: 'known.length > 0 && known[how](question)',
    replace: 'known[how](question)',
  },
});

const patterns = inFile('lib/providers/patterns.ts', ['lib/providers/patterns.test.ts'], {
  'as many parts as the pattern has': {
    find: ' : parts.length === way.length) &&',
    replace: ' : true) &&',
  },
  'more parts than an open pattern names': {
    find: '(isOpen ? parts.length < way.length',
    replace: '(isOpen ? true',
  },
  'every part must fit': {
    find: 'parts.every((part, at) => fits(part, way[at]))',
    replace: 'parts.some((part, at) => fits(part, way[at]))',
  },
  'the way is that of the pattern': {
    find: 'return steps.every((step, at) => {',
    replace: 'return steps.some((step, at) => {',
  },
  'a pattern is of a scheme that is known': { find: 'if (!grammar) return undefined;' },
  'a pattern lets through what is of its scheme': {
    find: 'if (pattern.grammar.scheme !== scheme) return false;',
  },
  'a pattern leads to what is of its scheme': { find: 'grammar.scheme !== scheme || ' },
  'patterns of another scheme let nothing through': {
    find: 'patterns.filter(({ grammar }) => schemes.includes(grammar.scheme))',
    replace: 'patterns',
  },
  'what opens a scheme opens no other one': {
    find: 'const isAny = (scheme: string) => open.has(scheme);',
    replace: 'const isAny = (_scheme: string) => open.size > 0;',
    tests: ['lib/providers/op/environment-grammar.test.ts'],
  },
  'two stars stand at the end alone': {
    find: "part.includes('**') || ",
  },
  'a text is matched from its beginning': { find: '!text.startsWith(first) || ' },
  'a text is matched to its end': { find: ' || !text.endsWith(last)' },
  'a piece is not used twice': { find: 'text.length < first.length + last.length || ' },
});

const grammars = inFile('lib/providers/op/grammar.ts', ['lib/providers/patterns.test.ts'], {
  'a pattern has so many parts': {
    find: 'if (parts.length > mostParts || (!isOpen && parts.length < 3)) return false;',
  },
  'no part is empty but a section': {
    find: "parts.every((part, at) => part !== '' || (at === 2 && parts.length === mostParts))",
    replace: 'true',
  },
});

const refusals = [
  ...inFile('lib/access/refusal.ts', ['lib/access/refusal.test.ts'], {
    'a refusal names projects without a grant alone': {
      find: 'connection.projectIds.filter((id) => !manager.grants.get(id)?.allows(place))',
      replace: '[...connection.projectIds]',
    },
    'a refusal tells where no grant helps': {
      find: "manager.scope === 'platform' || lacking.every((id) => manager.grants.has(id))",
      replace: 'true',
    },
  }),
  ...inFile('lib/connections/refusals.ts', ['lib/connections/refusals.db.test.ts'], {
    'a refusal tells a person of their own projects': {
      find: "projectIds.filter((each) => projects === 'all' || projects.includes(each))",
      replace: 'projectIds',
    },
  }),
  ...inFile('lib/access-report/fields.ts', ['lib/connections/refusals.db.test.ts'], {
    'a refusal has no pattern where none helps': {
      find: "field.reason === 'not_granted' ? field.pattern : null",
      replace: 'field.pattern',
    },
  }),
];

export const permissionGuards = [
  ...decision,
  ...verbs,
  ...decided,
  ...grants,
  ...patterns,
  ...grammars,
  ...refusals,
];
