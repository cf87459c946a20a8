import { createHmac, createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';
import { LatchkeyError } from '@/lib/kernel/errors';
import { makeSubkeys, type SubkeyLimits, type Subkeys } from './subkeys';

/** What one master key gives: an id to name it by and a key of its own for each use. */
export interface MasterKeys {
  /** 8 bytes; tells keys apart without showing anything of them. */
  id: Buffer;
  /** Opens envelopes of version 1. Nothing is sealed with it any more. */
  firstSealing: KeyObject;
  subkeys: Subkeys;
  marking: KeyObject;
}

/** The keys of an installation. Sealing and marking use `current`; opening finds a key by its id. */
export interface Keyring {
  current: MasterKeys;
  /** The current one and then the previous ones, each once. */
  all: readonly MasterKeys[];
  find(id: Uint8Array): MasterKeys | undefined;
  /** The tables whose envelopes of version 1, which name no version of their row, still open. */
  unversionedTables: Set<string>;
}

export const masterKeyLength = 32;
export const keyIdLength = 8;

/**
 * Makes a keyring from master keys of 32 bytes each. `previous` ones open what they sealed and seal nothing. It opens
 * no envelope of version 1 until a table is added to `unversionedTables`.
 * Throws `internal` when a key has another length.
 */
export function makeKeyring(
  current: KeyObject,
  previous: readonly KeyObject[] = [],
  limits: SubkeyLimits = {},
): Keyring {
  const all = [current, ...previous].map((master) => deriveKeys(master, limits));
  const [first] = all;
  if (first === undefined) throw new LatchkeyError('internal', { inside: 'a keyring without a key' });
  const byId = new Map(all.toReversed().map((keys) => [keys.id.toString('latin1'), keys]));
  return {
    current: first,
    all: [...new Map(all.map((keys) => [keys.id.toString('latin1'), keys])).values()],
    find: (id) => byId.get(Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('latin1')),
    unversionedTables: new Set(),
  };
}

function deriveKeys(master: KeyObject, limits: SubkeyLimits): MasterKeys {
  if (master.type !== 'secret' || master.symmetricKeySize !== masterKeyLength) {
    throw new LatchkeyError('internal', { inside: `a master key is ${masterKeyLength} bytes` });
  }
  return {
    id: createHmac('sha256', master).update('latchkey key id').digest().subarray(0, keyIdLength),
    firstSealing: keyFor(master, 'latchkey sealing'),
    subkeys: makeSubkeys(keyFor(master, 'latchkey subkeys'), limits),
    marking: keyFor(master, 'latchkey marking'),
  };
}

function keyFor(master: KeyObject, purpose: string): KeyObject {
  return createSecretKey(Buffer.from(hkdfSync('sha256', master, '', purpose, masterKeyLength)));
}
