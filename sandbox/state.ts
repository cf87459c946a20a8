import type { JsonWebKey } from 'node:crypto';
import { accountOf } from './account';
import { keyPairOf } from './key-pair';
import type { Account, DeviceState, Grant, Item, ServiceAccount, Vault } from './model';
import type { SymmetricKey } from './seal';
import { verifierOf } from './srp';

/** The account as JSON text, with its keys and plaintexts: to be kept as closely as a token. */
export function writeState(account: Account): string {
  const state: State = {
    version: 1,
    uuid: account.uuid,
    ownerUuid: account.ownerUuid,
    privateJwk: account.keyPair.privateJwk,
    vaults: [...account.vaults.values()].map(({ key, items, cache: _, ...vault }) => ({
      ...vault,
      key: keyText(key),
      items: [...items.values()].map(({ cache: __, ...item }) => item),
    })),
    files: [...account.files].map(([id, { vaultId, blob }]) => ({
      id,
      vaultId,
      blob: blob.toString('base64'),
    })),
    serviceAccounts: [...account.serviceAccounts.values()].map(
      ({ cache: _, verifier: __, salt, masterKey, keysetKey, grants, ...rest }) => ({
        ...rest,
        salt: salt.toString('base64'),
        masterKey: keyText(masterKey),
        keysetKey: keyText(keysetKey),
        grants: [...grants],
      }),
    ),
  };
  return JSON.stringify(state);
}

/** The account of a text that `writeState` wrote. Throws when it is another text. */
export function readState(text: string, now: () => number): Account {
  const state = parseState(text);
  const { uuid, ownerUuid } = state;
  const account = accountOf({ uuid, ownerUuid, keyPair: keyPairOf(state.privateJwk) }, now);
  for (const vault of state.vaults) {
    const items = new Map(vault.items.map((item) => [item.id, { ...item, cache: {} }]));
    account.vaults.set(vault.id, { ...vault, key: keyOf(vault.key), items, cache: {} });
  }
  for (const { id, vaultId, blob } of state.files) {
    account.files.set(id, { vaultId, blob: Buffer.from(blob, 'base64') });
  }
  for (const saved of state.serviceAccounts) {
    account.serviceAccounts.set(saved.id, {
      ...saved,
      salt: Buffer.from(saved.salt, 'base64'),
      verifier: verifierOf(saved.srpX),
      masterKey: keyOf(saved.masterKey),
      keysetKey: keyOf(saved.keysetKey),
      grants: new Map(saved.grants),
      cache: { vaultKeys: new Map() },
    });
  }
  return account;
}

type KeyText = { kid: string; bytes: string };

type SavedServiceAccount = Omit<
  ServiceAccount,
  'salt' | 'verifier' | 'masterKey' | 'keysetKey' | 'grants' | 'cache'
> & { salt: string; masterKey: KeyText; keysetKey: KeyText; grants: [string, Grant][]; device: DeviceState };

type State = {
  version: 1;
  uuid: string;
  ownerUuid: string;
  privateJwk: JsonWebKey;
  vaults: (Omit<Vault, 'key' | 'items' | 'cache'> & { key: KeyText; items: Omit<Item, 'cache'>[] })[];
  files: { id: string; vaultId: string; blob: string }[];
  serviceAccounts: SavedServiceAccount[];
};

// The sandbox alone writes the file, so its version stands for its shape.
function parseState(text: string): State {
  const state: State = JSON.parse(text);
  if (state.version !== 1) throw new Error('The state was written by another version of the sandbox.');
  return state;
}

function keyText(key: SymmetricKey): KeyText {
  return { kid: key.kid, bytes: key.bytes.toString('base64') };
}

function keyOf(text: KeyText): SymmetricKey {
  return { kid: text.kid, bytes: Buffer.from(text.bytes, 'base64') };
}
