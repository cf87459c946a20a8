import { inFile } from './in-file.mjs';

/** Sign-ins that nobody waits for yet: when, to whom, and what a failure says. */
export const signingInGuards = [
  ...inFile('lib/secrets/sign-in-ahead.ts', ['lib/secrets/sign-in-ahead.db.test.ts'], {
    'it waits until something is due': {
      find: 'if (asksAtMs - leadMs > nowMs) later.push({ id, lookAtMs: asksAtMs - leadMs });\n    else if',
      replace: 'if',
      filter: 'waits with what is fresh',
    },
    'not to what is known not to answer': {
      find: "if ((await breakerOf(id)).state === 'open') return false;",
      filter: 'known not to answer',
    },
    'not where requests are scarce': {
      find: 'return mayWorkBehind(await spentBy(spender, limits), descriptorOf(provider).requestsPerSignIn ?? 0);',
      replace: 'return true;',
      filter: 'scarce',
    },
    'none is begun while the process ends': {
      find: 'if (isStopping()) return [];',
      also: { find: 'if (isStopping()) return { isMade: false };', replace: '' },
      filter: 'process ends',
    },
    'what is broken off is no outage': {
      find: "if (code === 'provider_denied' || code === 'provider_rate_limited') throw error;",
      replace: 'throw error;',
      filter: 'no outage',
    },
    'a refusal counts': {
      find: "if (code === 'provider_denied' || code === 'provider_rate_limited') throw error;",
      filter: 'refused twice',
    },
  }),
  ...inFile('lib/secrets/next-ask.ts', ['lib/secrets/sign-in-ahead.db.test.ts'], {
    'the last used is first': { find: 'max(used.at) DESC, ', filter: 'the last used first' },
    'what was not used for a day is left out': {
      find: 'const dayMs = 24 * 3_600_000;',
      replace: 'const dayMs = 48 * 3_600_000;',
      filter: 'for a day',
    },
    'disabled connections need none': { find: ' AND connection.disabled_at IS NULL', filter: 'disabled' },
    'one read that had to ask is no habit': {
      find: 'const bucketsOfHabit = 2;',
      replace: 'const bucketsOfHabit = 1;',
      filter: 'again and again',
    },
  }),
];
