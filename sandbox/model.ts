import type { StoredFile } from './files';
import type { KeyPair } from './key-pair';
import type { SymmetricKey } from './seal';

/** Everything that the sandbox's one account holds. */
export type Account = {
  readonly uuid: string;
  /** The person who is told to have made and changed everything. */
  readonly ownerUuid: string;
  readonly keyPair: KeyPair;
  readonly vaults: Map<string, Vault>;
  readonly files: Map<string, StoredFile>;
  /** By the user id of each. */
  readonly serviceAccounts: Map<string, ServiceAccount>;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Called after every change, so that it can be saved. */
  changed: () => void;
  /** Who is told of what happens to items, vaults and service accounts. */
  readonly watchers: Set<(happening: Happening) => void>;
};

/** Something that happened in the account, as its events tell it. */
export type Happening =
  | { kind: 'item-created' | 'item-updated'; vault: string; item: string; version: number }
  | { kind: 'items-changed' | 'vault-deleted'; vault: string }
  | { kind: 'vault-granted' | 'vault-withdrawn'; vault: string; serviceAccount: string }
  | { kind: 'token-revoked'; serviceAccount: string };

/** An item. `overview` and `details` are plaintext; `cache` holds its sealed records until it changes. */
export type Item = {
  readonly id: string;
  readonly templateNumber: string;
  readonly createdAt: string;
  updatedAt: string;
  state: 'active' | 'archived';
  version: number;
  overview: unknown;
  details: unknown;
  /** Plaintexts that are sealed as they stand, in place of those above. */
  raw?: RawContent;
  cache: { overview?: string; full?: string };
};

/** A plaintext as another client may have written it: any text, or any bytes in base64; it need not be JSON. */
export type RawPlaintext = { text: string } | { base64: string };

/** Plaintexts of an item that are sealed and served as they stand. */
export type RawContent = { overview?: RawPlaintext; details?: RawPlaintext };

/** A vault. `attributes` is plaintext; `cache` holds answers' texts until the vault changes. */
export type Vault = {
  readonly id: string;
  readonly key: SymmetricKey;
  readonly createdAt: string;
  updatedAt: string;
  attributes: unknown;
  attrVersion: number;
  contentVersion: number;
  readonly items: Map<string, Item>;
  /** It is in no list. */
  isUnlisted?: boolean;
  cache: { attributes?: string; overviews?: string };
};

/** What a service account may do in a vault beside reading. */
export type Grant = { canWrite: boolean };

/** How the service answers for the device that a token names. */
export type DeviceState = 'registered' | 'notRegistered' | 'deleted';

/** A service account: who signs in with a token, and what it may see. Its id is its user id. */
export type ServiceAccount = {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly skid: string;
  readonly secretKey: string;
  readonly salt: Buffer;
  readonly srpX: string;
  readonly verifier: bigint;
  readonly masterKey: SymmetricKey;
  readonly keysetKey: SymmetricKey;
  readonly deviceUuid: string;
  readonly throttle: { seed: string; uuid: string };
  readonly grants: Map<string, Grant>;
  device: DeviceState;
  revoked: boolean;
  cache: { keyset?: string; vaultKeys: Map<string, string> };
};
