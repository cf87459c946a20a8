import { inFile } from './in-file.mjs';

const authentication = inFile('lib/api-keys/authenticate.ts', ['lib/api-keys/authenticate.db.test.ts'], {
  'a text that is no key is not looked up': {
    find: "if (!looksLikeApiKey(key)) throw new LatchkeyError('unauthenticated');",
  },
  'a key that is not there': {
    find: 'if (!found || found.expiresAtMs <= nowMs)',
    replace:
      'if (!found) return { ...{ kind: "api-key", id: "", label: "", role: "admin", projects: "all", connections: "all" } };\n  if (found.expiresAtMs <= nowMs)',
  },
  'a key ends at its time': { find: 'if (!found || found.expiresAtMs <= nowMs)', replace: 'if (!found)' },
  'a key is used from its networks': {
    find: 'if (found.isUsableFrom && !found.isUsableFrom(peer)) throw elsewhere();',
  },
  'a revoked key is no key': {
    find: 'row && !row.revokedAt ? knownOf(row) : undefined',
    replace: 'row && knownOf(row)',
  },
  'a change of all keys is heard': {
    find: 'if (change.id === allIds) keys.forgetAll(change);\n      else ',
    replace: 'if (change.id !== allIds) ',
  },
  'a change of a key is heard': { find: 'else keys.forgetThose(({ row }) => row.id === change.id);' },
  'memory lets no key pass that is used from some networks': {
    find: 'if (!found || found.isUsableFrom) return undefined;',
    replace: 'if (!found) return undefined;',
  },
  'memory lets no key pass whose time is over': { find: 'found.expiresAtMs > nowMs && ' },
  'a key is limited to its connections': {
    find: "connections: row.allConnections ? 'all' : row.connections.map(({ connectionId }) => connectionId),",
    replace: "connections: 'all',",
  },
  'a key is limited to its projects': {
    find: "projects: scope === 'platform' ? 'all' : projectIds,",
    replace: "projects: 'all',",
  },
  'a key reads no reference unless it may': {
    find: 'if (stored === null) return {};',
    replace: "if (stored === null) return { references: 'all' };",
  },
  'a key reads the references that it may': {
    find: "if (stored === 'all') return { references: 'all' };",
    replace: "return { references: 'all' };",
  },
});

const networks = inFile('lib/api-keys/networks.ts', ['lib/api-keys/networks.test.ts'], {
  'an address outside of the networks': {
    find: "return family !== 0 && list.check(peer, family === 4 ? 'ipv4' : 'ipv6');",
    replace: 'return true;',
  },
  'what is no address is in no network': { find: 'family !== 0 && ', replace: 'family === 0 || ' },
});

const writing = inFile('lib/api-keys/write.ts', ['lib/api/matrix/people.db.test.ts'], {
  'a key is for connections that it reaches': {
    find: `const reached = rows.filter((row) =>
    may(`,
    replace: `const reached = rows.filter((row) => true ||
    may(`,
    filter: '^createApiKey ',
  },
});

const rotation = inFile('lib/api-keys/rotate.ts', ['lib/api-keys/rotate.db.test.ts'], {
  'a key is rotated once': {
    find: 'if (old.revokedAt || old.replacedById) {',
    replace: 'if (false) {',
    also: {
      find: 'where: { id: old.id, replacedById: null, revokedAt: null }',
      replace: 'where: { id: old.id }',
    },
  },
  'the old key does not outlive its own end': {
    find: 'old.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,\n      );',
    replace: 'Number.POSITIVE_INFINITY,\n      );',
  },
  'the new key is limited as the old one was': {
    find: "connections: old.allConnections ? 'all' : old.connections.map(({ connection }) => connection.key),",
    replace: "connections: 'all',",
  },
  'the new key reads what the old one read': {
    find: 'references: readableOf(old.readable),',
    replace: "references: 'all',",
  },
  'the new key is used from where the old one was': {
    find: 'networks: old.networks,',
    replace: 'networks: [],',
  },
});

const ending = inFile('lib/users/end-keys.ts', ['lib/users/end-keys.db.test.ts'], {
  'keys that somebody made end with them': {
    find: 'data: { revokedAt: new Date(clock().now()) },',
    replace: 'data: {},',
  },
});

export const keyGuards = [...authentication, ...networks, ...writing, ...rotation, ...ending];
