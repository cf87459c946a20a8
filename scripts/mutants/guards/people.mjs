import { inFile } from './in-file.mjs';

const resetTest = ['lib/users/reset-password.db.test.ts'];
const sessionsTest = ['lib/users/sessions.db.test.ts'];

const links = [
  ...inFile('lib/users/set-password.ts', resetTest, {
    'a link that is not there': {
      find: 'if (!person) throw await wrongLink();',
      replace: "if (!person) return { email: '' };",
      filter: 'not tried in volume',
    },
    'a person who is disabled': { find: ', disabledAt: null }', replace: ' }', filter: 'disabled' },
    'a new password ends sessions': {
      find: 'await tx.session.deleteMany({ where: { userId: user.id } });',
      filter: 'ends every session',
    },
    'a link is used up': {
      find: ' || !(await useUpLink(tx, found.link))',
      tests: ['lib/users/invitation.db.test.ts', ...resetTest],
      filter: 'once|one at a time',
    },
    'wrong links are counted': {
      find: 'if (granted > 0) return new',
      replace: 'return new',
      filter: 'not tried in volume',
    },
  }),
  ...inFile('lib/users/one-time-link.ts', resetTest, {
    'a link ends': {
      find: ', expiresAt: { gt: new Date(clock().now()) } }',
      replace: ' }',
      filter: 'for a day',
    },
    'a link replaces the one before': {
      find: 'await dropLinks(tx, userId);\n  await tx',
      replace: 'await tx',
      filter: 'one at a time',
    },
    'a link is stored as a hash': {
      find: 'identifier: prefix + hashOf(token), value',
      replace: 'identifier: prefix + token, value',
      filter: 'stored as a hash',
    },
  }),
];

const updated = inFile('lib/users/update.ts', resetTest, {
  'links end with a person': {
    find: 'if (isDisabled || (after',
    replace: 'if ((after',
    filter: 'was disabled',
  },
  'links end where somebody becomes an admin': {
    find: "isDisabled || (after.role === 'admin' && belongs.role !== 'admin')",
    replace: 'isDisabled',
    filter: 'became an admin',
  },
});

const raceTest = ['lib/users/password-race.db.test.ts'];

const races = [
  ...inFile('lib/users/sign-in.ts', raceTest, {
    'a session by a password that was replaced meanwhile': {
      find: 'if (!(await isPasswordSince(tx, user.id, setAt))) return false;',
    },
    'such a session ends': {
      find: 'await database().session.deleteMany({ where: { userId: user.id, token } });',
    },
  }),
  ...inFile('lib/users/present-password.ts', raceTest, {
    'a password that was replaced meanwhile': {
      find: 'if (await isPasswordSince(tx, userId, setAt)) {',
      replace: 'if ((await isPasswordSince(tx, userId, setAt)) || sessionId) {',
      filter: 'of two at once',
    },
  }),
];

const sessions = [
  ...inFile('lib/users/auth.ts', sessionsTest, {
    'no session for somebody who is disabled': {
      find: 'if (!user || user.disabledAt) return false;',
      replace: 'if (!user) return false;',
      filter: 'not made for a disabled person',
    },
  }),
  ...inFile('lib/users/session-times.ts', sessionsTest, {
    'a session ends 30 days after it began': {
      find: 'Math.min(createdAt.getTime() + sessionLifeMs, lastSeenAt.getTime() + sessionIdleMs)',
      replace: 'lastSeenAt.getTime() + sessionIdleMs',
      filter: '30 days',
    },
    'a session ends when it is not used': {
      find: 'Math.min(createdAt.getTime() + sessionLifeMs, lastSeenAt.getTime() + sessionIdleMs)',
      replace: 'createdAt.getTime() + sessionLifeMs',
      filter: 'not used for a week',
    },
  }),
  ...inFile('lib/users/session.ts', sessionsTest, {
    'a session that is over is nobody’s': {
      find: 'if (isSessionOver(session, nowMs)) {',
      replace: 'if (false) {',
      filter: '30 days',
    },
    'a person who is disabled': {
      find: 'user.disabledAt || (',
      replace: '(',
      filter: 'also where it was left',
    },
    'a password that ended': {
      find: ' || (user.passwordEndsAt && user.passwordEndsAt.getTime() <= nowMs)',
      tests: ['lib/users/own-password.db.test.ts'],
      filter: 'seven days',
    },
  }),
  ...inFile('lib/users/own-sessions.ts', sessionsTest, {
    'one’s own session alone is found': {
      find: 'const row = await tx.session.findFirst({ where: { id, userId } });',
      replace: 'const row = await tx.session.findFirst({ where: { id } });',
      filter: 'by its person alone',
    },
    'the others are ended, and not this one': {
      find: '{ userId, id: { not: sessionId } }',
      replace: '{ userId }',
      filter: 'by its person alone',
    },
    'one’s own sessions alone are ended': {
      find: '{ userId, id: { not: sessionId } }',
      replace: '{ id: { not: sessionId } }',
      filter: 'by its person alone',
    },
    'one’s own sessions alone are listed': {
      find: 'findMany({ where: { userId }, orderBy',
      replace: 'findMany({ orderBy',
      filter: 'is listed',
    },
  }),
  ...inFile('lib/users/change-password.ts', ['lib/users/own-password.db.test.ts'], {
    'other sessions end': {
      find: 'const { count } = await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });',
      replace: 'const count = 0;',
      filter: 'ends every other session',
    },
    'links end': { find: 'await dropLinks(tx, userId);', filter: 'ends every other session' },
  }),
];

const recent = [
  ...inFile('lib/access/recent.ts', ['lib/access/recent.db.test.ts'], {
    'a password that was given lately': {
      find: 'clock().now() - session.authenticatedAtMs < recentSignInMs',
      replace: 'true',
    },
    'a person without a session': { find: 'if (session && clock()', replace: 'if (!session || clock()' },
  }),
];

export const peopleGuards = [...links, ...updated, ...races, ...sessions, ...recent];
