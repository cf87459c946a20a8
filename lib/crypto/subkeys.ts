import { createSecretKey, hkdfSync, type KeyObject, randomBytes } from 'node:crypto';
import { LRUCache } from 'lru-cache';

export const subkeyIdLength = 16;
const keyLength = 32;
// One for each start of a process, so that this is more than an installation has in use.
const mostKept = 10_000;
/** With 2^30 random nonces of 96 bits under one key, the chance that two are equal is below 2^-36 (docs/decisions/0101). */
const sealsPerSubkey = 2 ** 30;

/** A key that seals a limited number of values. Its id is random and stands in every envelope that it sealed. */
export interface Subkey {
  id: Buffer;
  key: KeyObject;
}

/** The keys that are derived from one master key for sealing. */
export interface Subkeys {
  /** The subkey to seal one value with. Each call counts; when a subkey's number is reached, a new one follows. */
  next(): Subkey;
  /** The key with this id. Every id gives a key: whether it is the right one, the envelope's tag tells. */
  find(id: Uint8Array): KeyObject;
}

export interface SubkeyLimits {
  /** How many values one subkey seals. */
  sealsPerSubkey?: number;
  /** Gives the id of a new subkey, 16 random bytes; only tests hand it in. */
  makeId?: () => Buffer;
}

/** Derives subkeys from `root`: HKDF-SHA-256 with the subkey's id as info. A new process begins with a new subkey. */
export function makeSubkeys(root: KeyObject, limits: SubkeyLimits = {}): Subkeys {
  const most = limits.sealsPerSubkey ?? sealsPerSubkey;
  const makeId = limits.makeId ?? (() => randomBytes(subkeyIdLength));
  const kept = new LRUCache<string, KeyObject>({ max: mostKept });
  let current: Subkey | undefined;
  let used = 0;

  function find(id: Uint8Array): KeyObject {
    const name = Buffer.from(id.buffer, id.byteOffset, id.byteLength).toString('latin1');
    const known = kept.get(name);
    if (known) return known;
    const key = derive(root, id);
    kept.set(name, key);
    return key;
  }

  return {
    find,
    next() {
      if (current === undefined || used >= most) {
        const id = makeId();
        current = { id, key: find(id) };
        used = 0;
      }
      used += 1;
      return current;
    },
  };
}

function derive(root: KeyObject, id: Uint8Array): KeyObject {
  const info = Buffer.concat([Buffer.from('latchkey subkey'), id]);
  return createSecretKey(Buffer.from(hkdfSync('sha256', root, '', info, keyLength)));
}
