import { inFile } from './in-file.mjs';

const signInTest = ['lib/users/sign-in.db.test.ts'];

const limit = inFile('lib/platform/limit.ts', ['lib/platform/limit.db.test.ts'], {
  'no more turns than there are': {
    find: 'Math.min(asked, limit.turns - takenBefore)',
    replace: 'asked',
    filter: 'grants',
  },
  'what is refused is not counted': {
    find: 'await limiter.reward(key, asked - granted);',
    filter: 'counts no turn',
  },
  'pauses grow': {
    find: 'pauses.firstMs * 2 ** Math.min(30, before - 1)',
    replace: 'pauses.firstMs',
    filter: 'pauses twice',
  },
  'a pause begins once': {
    find: 'const isFirstPast = takenBefore <= limit.turns;',
    replace: 'const isFirstPast = true;',
    filter: 'pauses twice',
  },
  'pauses have an end': {
    find: 'Math.min(pauses.firstMs * 2 ** Math.min(30, before - 1), pauses.longestMs)',
    replace: 'pauses.firstMs * 2 ** Math.min(30, before - 1)',
    filter: 'pauses twice',
  },
});

const signIn = [
  ...inFile('lib/users/sign-in-turns.ts', signInTest, {
    'passwords from one place for one account': {
      find: "? [ofPeerAndAccount, keyOf('sign-in-pair', peer)]",
      replace: "? [ofAll, 'none']",
      filter: 'five at the most',
    },
    'passwords for one account from everywhere': {
      find: "[ofAccount, keyOf('sign-in-account')],",
      filter: 'as many addresses',
    },
    'passwords from one place for all accounts': {
      find: 'return takeEach([[ofPeer, peer]], []);',
      replace: 'return [];',
      filter: 'goes through accounts',
    },
    'a known browser has turns of its own': {
      find: ": [ofBrowser, keyOf('sign-in-browser', browser)];",
      replace: ": [ofAll, 'none'];",
      filter: 'browser was taken',
    },
    'who has no turn is refused': {
      find: 'if (granted === 0) {',
      replace: 'if (false) {',
      filter: 'five at the most',
    },
    'a right password is not counted': { find: 'await forgetTurns(...own);', filter: 'are not counted' },
  }),
  ...inFile('lib/users/sign-in.ts', signInTest, {
    'a wrong password': { find: 'if (!answer.ok || !user', replace: 'if (!user', filter: 'five at the most' },
    'passwords are hashed in line': {
      find: 'inPasswordLine(lane, async () =>',
      replace: '((_lane, work) => work())(lane, async () =>',
      tests: ['lib/users/password-turns.db.test.ts'],
    },
  }),
  ...inFile('lib/users/password-line.ts', ['lib/users/password-line.test.ts'], {
    'two at once': { find: 'if (state.running < mostAtOnce) {', replace: 'if (true) {' },
    'so many wait': { find: 'if (waiting.length >= mostWaiting) {', replace: 'if (false) {' },
    'known people come first': {
      find: 'state.waiting.known.shift() ?? state.waiting.stranger.shift()',
      replace: 'state.waiting.stranger.shift() ?? state.waiting.known.shift()',
    },
    'a place is given on': {
      find: 'if (next) next();\n  else state.running -= 1;',
      replace: 'if (next) next();',
      hangs: true,
    },
  }),
];

const keys = inFile('lib/api/authentication.ts', ['lib/api/authentication.db.test.ts'], {
  'wrong keys are counted': {
    find: 'await countWrongKey(networkOf(peerOf(request)));',
    filter: 'counts wrong keys',
  },
  'an address with too many wrong keys waits': {
    find: 'if (granted === 0)',
    replace: 'if (false)',
    filter: 'counts wrong keys',
  },
});

const requestsTest = ['lib/secrets/caller-requests.db.test.ts'];

/** A verb that asks a provider for somebody, whose budget it counts against. */
const personSpends = '{ spends: caller,';
const anotherSpends = "{ spends: { ...caller, id: 'another' },";
const spends = (file, find, replace = '', filter = 'minute is spent') =>
  inFile(file, requestsTest, { [`counts against the caller: ${find}`]: { find, replace, filter } });

const budgets = [
  ...inFile('lib/secrets/caller-budget.ts', ['lib/secrets/caller-budget.db.test.ts'], {
    'a caller asks the provider so often': {
      find: 'const { granted, retryAfterMs } = await takeTurns(callerUpstream(), owner, wanted.length);',
      replace: 'const { granted, retryAfterMs } = { granted: wanted.length, retryAfterMs: 0 };',
      filter: 'refused as many',
    },
    'a caller makes up so many': {
      find: 'await countTurns(absences(), owner, await ask(asked));',
      replace: 'await ask(asked);',
      filter: 'makes fields up',
    },
    'guesses that are open count': {
      find: 'Math.min(most, left - mine.open)',
      replace: 'Math.min(most, left)',
      filter: 'many small calls at once',
    },
    'what a connection binds is no guess': {
      find: 'unknown.filter(({ text }) => !bound.has(text))',
      replace: 'unknown',
      filter: 'bind by reference',
    },
    'who asks for the same waits for one': {
      find: 'else if (claim) joined.push(join(claim, want));\n',
      filter: 'wait for one answer',
    },
  }),
  ...inFile('lib/secrets/caller-budget.ts', requestsTest, {
    'a place that is not there counts as absent': {
      find: "if (isLatchkeyError(error) && error.code.startsWith('secret_')) await countTurns(absences(), owner, 1);",
      filter: 'count in edits',
    },
    'a place is not asked for past the budget': {
      find: 'if (count === 0) throw overCallerBudget(retryAfterMs);',
      filter: 'count in edits',
    },
  }),
  ...inFile('lib/quota/caller-requests.ts', requestsTest, {
    'requests past the budget are refused': {
      find: 'if (granted < requests) throw overCallerBudget(retryAfterMs);',
      filter: 'minute is spent',
    },
    'Latchkey’s own work has no budget': {
      find: "if (caller.kind === 'system' || requests === 0) return;",
      filter: 'no such budget',
    },
  }),
  ...spends('lib/connections/bind.ts', personSpends, anotherSpends, 'count against'),
  ...spends('lib/connections/repoint.ts', personSpends, anotherSpends, 'count in edits'),
  ...spends('lib/connections/test-steps.ts', personSpends, anotherSpends),
  ...spends('lib/managers/probe.ts', 'await takeRequests(caller);'),
  ...spends('lib/managers/recheck.ts', 'await takeRequests(caller);'),
  ...spends('lib/secrets/list-place.ts', 'await takeRequests(caller);'),
  ...spends(
    'lib/secrets/list-place.ts',
    'return askForPlace(caller, list);',
    'return list();',
    'count in edits',
  ),
  ...spends('lib/secrets/refresh-entry.ts', 'await takeRequests(caller);'),
  ...spends('lib/secrets/refresh-selection.ts', 'await takeRequests(caller, requestsFor(groups, source));'),
  ...spends('lib/secrets/directory.ts', 'await takeRequests(caller, requestsToBrowse(place));'),
  ...inFile('lib/cache/absences.ts', ['lib/secrets/caller-budget.db.test.ts'], {
    'absences are kept up to a number': {
      find: `OFFSET \${most}::int)`,
      replace: `OFFSET \${most + 1_000_000}::int)`,
      filter: 'kept up to a number',
    },
    'absences go after an hour': {
      find: 'new Date(nowMs - hourMs).toISOString()',
      replace: 'new Date(nowMs - 1_000 * hourMs).toISOString()',
      filter: 'an hour after',
    },
  }),
];

const crowds = [
  ...inFile('lib/secrets/read-slots.ts', ['lib/secrets/read-slots.test.ts'], {
    'a secret manager holds so many callers': { find: 'if (waiting >= mostCalls) return undefined;' },
    'a caller that leaves gives its place back': {
      find: 'if (left > 0) slotsInUse().set(managerId, left);\n    else slotsInUse().delete(managerId);',
    },
  }),
  ...inFile('lib/api/load-shedding.ts', ['lib/api/load-shedding.test.ts'], {
    'so many requests at once': { find: "if (underWay.of('all') >= most) throw tooMany();" },
    'half of them of one caller': { find: 'if (underWay.of(owner) >= most) throw tooMany();' },
    'a request that is done gives its place back': {
      find: 'if (left > 0) counts.set(owner, left);\n        else counts.delete(owner);',
    },
    'so does one whose answer waits behind another': {
      find: "app.addHook('onSend', async (request) => ends.get(request)?.());",
    },
    'so does one whose client has gone': { find: "raw.once('close', end);", hangs: true },
  }),
];

export const limitGuards = [...limit, ...signIn, ...keys, ...budgets, ...crowds];
