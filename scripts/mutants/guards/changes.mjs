import { inFile } from './in-file.mjs';

const repoint = inFile('lib/connections/repoint-undo.ts', ['lib/connections/repoint.db.test.ts'], {
  'an undoing that put nothing back uses nothing up': {
    find: 'if (back.length === 0) await tx.repoint.update({ where: { id: row.id }, data: { undoneAt: null } });',
    filter: 'used up',
  },
  'a re-point is undone once': {
    find: "if (count === 0) throw new LatchkeyError('conflict', { says: messageFor('undoneAlready') });",
    filter: 'word for word',
  },
});

const othersTest = ['lib/secrets/told-of-others.db.test.ts'];

const others = [
  ...inFile('lib/connections/told-finding.ts', othersTest, {
    'where a secret moved out of reach is not told': {
      find: "if (!isTold) return 'deleted';",
      filter: 'nobody of one',
    },
  }),
  ...inFile('lib/connections/present.ts', othersTest, {
    'a connection names the caller’s own projects': {
      find: 'projectIds: projectsShown(caller, row.projects),',
      replace: 'projectIds: row.projects.map(({ projectId }) => projectId),',
      filter: 'a connection names',
    },
  }),
  ...inFile('lib/managers/present.ts', othersTest, {
    'a secret manager names the caller’s own projects': {
      find: 'grantedProjectIds: projectsShown(caller, row.projects),',
      replace: 'grantedProjectIds: row.projects.map(({ projectId }) => projectId),',
      filter: 'a secret manager names',
    },
  }),
  ...inFile('lib/secrets/shown-readers.ts', othersTest, {
    'keys of other projects are not told': {
      find: ', ...reachedBy(caller) }',
      replace: ' }',
      filter: 'a key of another project',
    },
    'people of other projects are not told': {
      find: "OR: [{ role: 'admin' }, { projects: { some: { projectId: { in: [...caller.projects] } } } }],",
      filter: 'people of other projects',
    },
  }),
  ...inFile('lib/managers/remove.ts', othersTest, {
    'connections of others are not named': {
      find: "bound.filter((connection) => may(caller, 'connection:read', scopedOf(connection)))",
      replace: 'bound',
      filter: 'not named',
    },
  }),
  ...inFile('lib/managers/refused-fields.ts', othersTest, {
    'refused fields of others are not named': {
      find: ".filter(({ scope }) => may(caller, 'connection:read', scope))",
      filter: 'not named',
    },
  }),
  ...inFile('lib/managers/access.ts', othersTest, {
    'access is set on the revision that was read': {
      find: '...(revision === undefined ? {} : { accessRevision: revision })',
      filter: 'revision that it was read at',
    },
  }),
  ...inFile('lib/managers/update.ts', othersTest, {
    'another scope is another revision of the access': {
      find: 'data: { scope, accessRevision: { increment: 1 } },',
      replace: 'data: { scope },',
      filter: 'revision that it was read at',
    },
  }),
];

const givenPasswords = inFile('lib/users/create.ts', ['lib/users/invitation.db.test.ts'], {
  'nobody gives another person a password': {
    find: "if (caller.kind !== 'system') {",
    replace: 'if (false) {',
    filter: 'from no person',
  },
});

const followed = inFile('lib/connections/follow-name.ts', ['lib/connections/follow-name.db.test.ts'], {
  'a name is followed where somebody said so': {
    find: '(followName ?? manager.followNames) && ',
    filter: 'unless somebody chose',
  },
  'an item that is there is not left': {
    find: 'if (await isRemoved(directory, field.reference)) ',
    filter: 'somebody removed from an item',
  },
  'a name is followed to what the projects may use': {
    find: 'if (!allowance.allows({ locator, titles })) return [];',
    filter: 'may not use the new one',
  },
  'a name is looked for once': {
    find: 'if (tried().get(key) === atMs) return false;',
    filter: 'looked for once',
  },
});

const versionsTest = ['lib/connections/versions.db.test.ts'];
const planTest = ['lib/connections/restore-plan.test.ts'];

const versions = [
  ...inFile('lib/connections/list-versions.ts', versionsTest, {
    'a version is for those who could see the connection then': {
      find: "return may(caller, 'connection:read', state);",
      replace: 'return true;',
      filter: 'not theirs to see',
    },
    'what a version is compared with too': {
      find: ' && isSeen(caller, before)',
      filter: 'not theirs to see',
    },
  }),
  ...inFile('lib/connections/find-restore.ts', versionsTest, {
    'what was not theirs to see is not restored': {
      find: ' || !isSeen(caller, version)',
      filter: 'not theirs to see',
    },
  }),
  ...inFile('lib/connections/version-changes.ts', planTest, {
    'projects of others are not told': {
      find: "projects === 'all' ? projectIds : projectIds.filter((id) => projects.includes(id))",
      replace: 'projectIds',
      filter: 'who have them',
    },
  }),
  ...inFile('lib/connections/restore-plan.ts', planTest, {
    'restoring does not enable': {
      find: '...withoutEnvironment(now),',
      replace: '...withoutEnvironment(now), isEnabled: then.isEnabled,',
      filter: 'never enables',
    },
    'no access is made of projects that are gone': {
      find: 'return isLost',
      replace: 'return false',
      filter: 'never enables',
    },
  }),
  ...inFile('lib/connections/restore.ts', versionsTest, {
    'what is asked for must be given': {
      find: 'requireAnswers(plan, given);',
      filter: 'asks for one that is gone',
    },
  }),
];

const freshTimes = inFile('lib/managers/automatic.ts', ['lib/managers/automatic.db.test.ts'], {
  'a fresh time that somebody set is left alone': {
    find: 'rows.filter(({ policy }) => isFreshTimeAutomatic(policy))',
    replace: 'rows',
    also: { find: " AND NOT manager.policy ? 'freshMs'", replace: '' },
    filter: 'when it was connected',
  },
});

export const changeGuards = [
  ...repoint,
  ...others,
  ...givenPasswords,
  ...followed,
  ...versions,
  ...freshTimes,
];
