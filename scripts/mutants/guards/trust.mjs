import { inFile } from './in-file.mjs';

const trustTest = ['lib/change-feed/trust.db.test.ts'];

export const trustGuards = [
  ...inFile('lib/managers/trust.ts', trustTest, {
    'a feed that is silent is not trusted': {
      find: ' && nowMs - heardAtMs <= silentAfterMs;',
      replace: ';',
      filter: 'two minutes of silence',
    },
    'a feed that was heard later than now is not trusted': {
      find: 'return !isDatedAhead(heardAtMs, nowMs) && ',
      replace: 'return ',
      filter: 'clock was set back',
    },
    'a feed that may be of another account is not trusted': {
      find: 'if (!changeFeed.matchedAt) return undefined;',
      filter: 'named a vault of the secret manager',
    },
    'a feed that is refused or fails is not trusted': {
      find: 'if (changeFeed.refusedAt || failedAt || !caughtUpAt) return undefined;',
      replace: 'if (!caughtUpAt) return undefined;',
      filter: 'at once where it is',
    },
    'a process that is cut off trusts no feed': {
      find: ' || isDatabaseAway()) return byPolicy;',
      replace: ') return byPolicy;',
      filter: 'cut off from the database',
    },
    'trust that ended is none': {
      find: ' || changeFeed.trustEndedAt) return undefined;',
      replace: ') return undefined;',
      filter: 'told everywhere',
    },
    'what was told and could not be read is not trusted': {
      find: '...dueChanges.map(({ heardAt }) => heardAt.getTime()),',
      filter: 'nobody could read',
    },
  }),
  ...inFile('lib/managers/shown-vault.ts', ['lib/change-feed/access.db.test.ts'], {
    'the title of a vault is told to those who may use something in it': {
      find: 'return schemesOf(row.provider).some((scheme) => allowance.leadsThrough({ scheme, steps }));',
      replace: 'return true;',
      filter: 'names the vault to those alone',
    },
  }),
  ...inFile('lib/secrets/in-use.ts', trustTest, {
    'a sample goes by the policy': {
      find: 'if (policy.trust && isInSample(name, byPolicyMs, nowMs)) return byPolicyMs;',
      filter: 'told everywhere',
    },
  }),
  ...inFile('lib/change-feed/judge-trust.ts', trustTest, {
    'a feed may be late': {
      find: '> mostLateMs;',
      replace: '> 0;',
      filter: 'within ten minutes',
    },
    'what was told ends no trust': {
      find: ' || (await isTold(judged, found))) continue;',
      replace: ') continue;',
      filter: 'within ten minutes',
    },
  }),
  ...inFile('lib/managers/change-feed.ts', ['lib/managers/change-feed.db.test.ts'], {
    'there must be a feed to trust': {
      find: "if (count === 0 && trust) throw badFeed('changeFeed.trust', 'feedMissing');",
      filter: 'is trusted as it is told',
    },
  }),
];
