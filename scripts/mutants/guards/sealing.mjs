import { inFile } from './in-file.mjs';

const envelopeTest = ['lib/crypto/envelope.test.ts'];

const envelope = inFile('lib/crypto/envelope.ts', envelopeTest, {
  'a value is sealed to its place': {
    find: 'cipher.setAAD(Buffer.concat([head, context.bytes]));',
    replace: 'cipher.setAAD(head);',
  },
  'a value is opened in its place': {
    find: 'const bound = Buffer.concat([head, place]);',
    replace: 'const bound = head;',
  },
  'the head is bound too': {
    find: 'const bound = Buffer.concat([head, place]);',
    replace: 'const bound = place;',
  },
  'the tag is checked': {
    find: 'decipher.final();',
  },
  'an envelope of another length': {
    find: 'if (bytes.length < headEnd + nonceLength + tagLength) return undefined;',
  },
  'a key that is not there': { find: 'if (!keys) return undefined;' },
  'version 1 in the tables that may hold it': {
    find: 'if (!keyring.unversionedTables.has(context.table)) return undefined;',
  },
  'a text that would not come back': {
    find: "if (!text.isWellFormed()) throw new LatchkeyError('internal', { inside: 'a text that cannot be sealed' });",
  },
  'an older key or version needs a reseal': {
    find: 'return !currentHead(keyring).equals(sealed.subarray(0, keyIdEnd));',
    replace: 'return false;',
  },
  'each seal has a nonce of its own': {
    find: 'randomBytes(nonceLength)',
    replace: 'Buffer.alloc(nonceLength)',
  },
});

const context = inFile('lib/crypto/context.ts', ['lib/crypto/context.test.ts'], {
  'the table is part of the place': {
    find: 'bytes: encodeParts([table, rowId',
    replace: 'bytes: encodeParts([rowId',
  },
  'the row is part of the place': {
    find: 'bytes: encodeParts([table, rowId, field',
    replace: 'bytes: encodeParts([table, field',
  },
  'the field is part of the place': {
    find: 'rowId, field, String(version)]',
    replace: 'rowId, String(version)]',
  },
  'the version is part of the place': { find: ', String(version)]', replace: ']' },
  'the table is part of the place of version 1': {
    find: 'withoutVersion: () => encodeParts([table, ',
    replace: 'withoutVersion: () => encodeParts([',
  },
  'the row is part of the place of version 1': {
    find: 'withoutVersion: () => encodeParts([table, rowId, ',
    replace: 'withoutVersion: () => encodeParts([table, ',
  },
  'the field is part of the place of version 1': {
    find: 'encodeParts([table, rowId, field]),',
    replace: 'encodeParts([table, rowId]),',
  },
});

const parts = [
  ...inFile('lib/crypto/parts.ts', ['lib/crypto/keyed-hash.test.ts'], {
    'where a part ends is told': {
      find: 'at = bytes.writeUInt32BE(sizes[index] ?? 0, at);',
      replace: 'at = bytes.writeUInt32BE(0, at);',
    },
  }),
  ...inFile('lib/crypto/keyed-hash.ts', ['lib/crypto/keyed-hash.test.ts'], {
    'a mark is of one purpose': { find: 'encodeParts([purpose, ...texts])', replace: 'encodeParts(texts)' },
    'a mark is keyed': {
      find: "createHmac('sha256', keyring.current.marking)",
      replace: "createHmac('sha256', 'x')",
    },
  }),
  ...inFile('lib/crypto/subkeys.ts', envelopeTest, {
    'a subkey seals so many values': {
      find: 'current === undefined || used >= most',
      replace: 'current === undefined',
    },
    'a subkey is counted': { find: 'used += 1;' },
    'a subkey is of its id': {
      find: "Buffer.concat([Buffer.from('latchkey subkey'), id])",
      replace: "Buffer.from('latchkey subkey')",
    },
  }),
  ...inFile('lib/crypto/keyring.ts', ['lib/crypto/keyring.test.ts'], {
    'no table is open to version 1 from the beginning': {
      find: 'unversionedTables: new Set()',
      replace:
        "unversionedTables: new Set(['cache_entry', 'secret_manager', 'connection_field', 'setting', 'table', 't'])",
    },
    'a master key has its length': {
      find: "if (master.type !== 'secret' || master.symmetricKeySize !== masterKeyLength) {",
      replace: 'if (false) {',
    },
  }),
];

const versions = [
  ...inFile('lib/platform/seen-versions.ts', ['lib/platform/seen-versions.test.ts'], {
    'an older version is not the newest': {
      find: 'if (highest !== undefined && highest > version) return false;',
    },
    'what was seen is noted': { find: 'if (highest !== version) seenOf(table).set(place, version);' },
  }),
  ...inFile('lib/platform/unversioned-tables.ts', ['lib/platform/keyring.db.test.ts'], {
    'a list that was written without the key': {
      find: 'return tablesSchema.parse(JSON.parse(openPlain(keyring, sealed, context)));',
      replace: 'return [...tablesOfBefore];',
      filter: 'no table whose list',
    },
    'no list is no table': {
      find: 'if (row === null) return [];',
      replace: 'if (row === null) return [...tablesOfBefore];',
      filter: 'envelopes of version 1',
    },
    'a table without any is closed': {
      find: 'if (left.length < listed.length) await writeList(tx, keyring, left);',
      tests: ['lib/master-keys/earlier-release.db.test.ts'],
    },
  }),
  ...inFile('lib/managers/newest-credential.ts', ['lib/managers/newest-credential.db.test.ts'], {
    'a credential that was put back': {
      find: "return isNewestSeen('secret_manager', row.id, BigInt(row.credentialRevision));",
      replace: 'return true;',
    },
    'a new credential is newer than what was seen': {
      find: "Math.max(credentialRevision, Number(highestSeen('secret_manager', managerId) ?? 0n)) + 1",
      replace: 'credentialRevision + 1',
    },
  }),
  ...inFile('lib/connections/newest-fields.ts', ['lib/connections/newest-fields.db.test.ts'], {
    'a field that was put back': {
      find: 'return isNewestSeen(',
      replace: 'return true || isNewestSeen(',
    },
  }),
  ...inFile('lib/secrets/sealed-entry.ts', ['lib/secrets/sealed-entry.db.test.ts'], {
    'a cached value is sealed to its version': {
      find: "return sealContext('cache_entry', key, 'sealed_value', version);",
      replace: "return sealContext('cache_entry', key, 'sealed_value', version * 0n);",
      filter: 'does not open',
    },
  }),
];

const masterKey = inFile('lib/platform/keyring.ts', ['lib/platform/keyring.db.test.ts'], {
  'a database sealed with a key that is missing': {
    find: 'if (isDatabaseSealed) {',
    replace: 'if (false) {',
    filter: 'is missing',
  },
  'each check must open': { find: 'open(candidate, check, checkContext);', filter: 'openKeyring' },
  'what is sealed must have its key': {
    find: "if (counts.some(({ keyId }) => !candidate.find(Buffer.from(keyId, 'hex')))) throw wrongKey();",
    tests: ['lib/master-keys/reseal.db.test.ts'],
    filter: 'leave out a key',
  },
  'version 1 is opened for an earlier release alone': {
    find: 'if (isOfOlderRelease) await allowUnversioned',
    replace: 'await allowUnversioned',
    filter: 'envelopes of version 1',
  },
});

export const sealingGuards = [...envelope, ...context, ...parts, ...versions, ...masterKey];
