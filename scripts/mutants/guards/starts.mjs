import { inFile } from './in-file.mjs';

const addressTest = ['lib/platform/server-address.test.ts'];

const address = inFile('lib/platform/server-address.ts', addressTest, {
  'a password that is not encoded': {
    find: "if (parts.length > 2 || /[/@]/.test(path) || query.includes('@') || rest.includes('#')) throw notSplit();",
  },
  'what follows a colon and is no port': {
    find: 'if (match === null) throw notSplit();',
    replace: 'if (match === null) return { host: endpoint, port: "" };',
  },
  'a parameter that nobody knows is not named': {
    find: 'if (!Object.hasOwn(serverParameters.shape, name)) throw unknownParameter(index + 1);',
  },
  'a parameter that is not taken': { find: 'if (advice)', replace: 'if (false)' },
});

const serverTest = ['lib/platform/server-connection.process.test.ts'];

const server = [
  ...inFile('lib/platform/server-tls.ts', serverTest, {
    'a CA is verified in every mode': {
      find: "rejectUnauthorized: ca !== undefined || mode === 'verify-full',",
      replace: 'rejectUnauthorized: false,',
      filter: 'is refused',
    },
    'verify-full compares names': {
      find: "...(mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined }),",
      replace: '...{ checkServerIdentity: () => undefined },',
      filter: 'is refused',
    },
  }),
  ...inFile('lib/platform/server-fitness.ts', serverTest, {
    'an encoding other than UTF-8': {
      find: "if (encoding === 'UTF8') return;",
      replace: 'return;',
      filter: 'is refused',
    },
    'a replica': { find: 'if (session.is_replica) {', replace: 'if (false) {', filter: 'is refused' },
    'a read-only database': {
      find: 'if (!session.is_read_only) return;',
      replace: 'return;',
      filter: 'is refused',
    },
    'tables of an earlier release in public': {
      find: 'if (!rows[0]?.is_there) return;',
      replace: 'return;',
      filter: 'is refused',
    },
  }),
  ...inFile('lib/platform/invalidation.ts', ['lib/platform/invalidation.test.ts'], {
    'a channel of each schema': {
      find: "if (schema === 'public') return 'latchkey_news';",
      replace: "return 'latchkey_news';",
    },
  }),
];

const hearing = [
  ...inFile('lib/platform/notifications-arrive.ts', ['lib/platform/notifications-arrive.process.test.ts'], {
    'what is notified must be heard': {
      find: 'if (await line.hears(await connect(connection))) return;',
      replace: 'return;',
      filter: 'in another database is refused',
    },
  }),
  ...inFile('lib/platform/server-settings.ts', ['lib/platform/env.test.ts'], {
    'an address to listen at is one of the database': {
      find: 'if (database === undefined) {',
      replace: 'if (false) {',
    },
    'no other schema is listened for': {
      find: 'if (schema !== undefined && schema !== database.parameters.schema)',
      replace: 'if (false)',
    },
  }),
];

const waiting = inFile('lib/platform/server-wait.ts', serverTest, {
  'what does not pass by waiting': {
    find: 'if (!failure.isPassing || leftMs <= 0)',
    replace: 'if (leftMs <= 0)',
    filter: 'is not waited for',
    hangs: true,
  },
});

const troubleTest = ['lib/platform/storage-trouble.test.ts'];

const saving = [
  ...inFile('lib/platform/storage-trouble.ts', troubleTest, {
    'an error of ours goes through Prisma in another': {
      find: 'if (isLatchkeyError(error)) return carrierOf(error);',
      replace: 'if (isLatchkeyError(error)) return error;',
    },
    'only what cannot be saved is left out': {
      find: "if (!isStorageTrouble(code) && code !== 'database_unavailable') throw error;",
    },
  }),
  ...inFile('lib/platform/unavailable.ts', ['lib/platform/unavailable.test.ts'], {
    'an answer to a statement is no outage': {
      find: 'if (!cannotAnswer && !isServerAway(error)) return error;',
    },
    'an error of ours stays what it is': {
      find: 'if (knownIn(error)) return error;',
    },
  }),
  ...inFile('lib/platform/database-pool.ts', serverTest, {
    'a server that cannot be reached is told by its code': {
      find: 'throw unavailableIfAway(await connection.explain(error), true);',
      replace: 'throw error;',
    },
    'a broken connection is told by its code in whatever words': {
      find: 'isBroken = true;',
    },
  }),
  ...inFile('lib/platform/database.ts', serverTest, {
    'a transaction whose time is over is told by its code': {
      find: "throw Object(error).code === 'P2028' ? unavailableIfAway(error, true) : error;",
      replace: 'throw error;',
    },
  }),
  ...inFile('lib/kernel/errors.ts', troubleTest, {
    'an error of ours is found in another': {
      find: 'looked = looked.cause;',
      replace: 'return undefined;',
    },
    'an error of ours is found in what carries another': {
      find: 'depth <= mostCarriers',
      replace: 'depth <= 1',
      tests: ['lib/kernel/errors.test.ts'],
    },
  }),
];

export const startGuards = [...address, ...server, ...hearing, ...waiting, ...saving];
