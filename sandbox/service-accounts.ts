import { randomBytes, randomInt } from 'node:crypto';
import { newId, newUpperId } from './ids';
import { keysetText, wrapVaultKey } from './keyset';
import type { Account, DeviceState, Grant, ServiceAccount, Vault } from './model';
import { Refusal } from './refusal';
import { verifierOf } from './srp';
import { encodeToken, iterations } from './token';
import { vaultOf } from './vaults';

/** A token to be minted, for all vaults unless told, to read only unless told. */
export type TokenInput = { name?: string; vaults?: string[]; canWrite?: true; device?: DeviceState };

const keyAlphabet = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';

/** Makes a service account with access to the vaults. */
export function createServiceAccount(account: Account, input: TokenInput): ServiceAccount {
  const grant: Grant = { canWrite: input.canWrite ?? false };
  const vaults = input.vaults ?? [...account.vaults.keys()];
  const skid = letters(6);
  const srpX = randomBytes(32).toString('hex');
  const serviceAccount: ServiceAccount = {
    id: newUpperId(),
    name: input.name ?? 'sandbox',
    email: `${newId().slice(0, 13)}@1passwordserviceaccounts.com`,
    skid,
    secretKey: ['A3', skid, letters(6), letters(5), letters(5), letters(5), letters(5)].join('-'),
    salt: randomBytes(16),
    srpX,
    verifier: verifierOf(srpX),
    masterKey: { kid: 'mp', bytes: randomBytes(32) },
    keysetKey: { kid: newId(), bytes: randomBytes(32) },
    deviceUuid: newId(),
    throttle: { seed: randomBytes(32).toString('hex'), uuid: newUpperId() },
    grants: new Map(vaults.map((id) => [vaultOf(account, id).id, grant])),
    device: input.device ?? 'registered',
    revoked: false,
    cache: { vaultKeys: new Map() },
  };
  account.serviceAccounts.set(serviceAccount.id, serviceAccount);
  account.changed();
  return serviceAccount;
}

/** The token of a service account for a sign-in address. */
export function tokenOf(serviceAccount: ServiceAccount, signInAddress: string): string {
  const k = serviceAccount.masterKey.bytes.toString('base64url');
  return encodeToken({
    signInAddress,
    userAuth: {
      method: 'SRPg-4096',
      alg: 'PBES2g-HS256',
      iterations,
      salt: serviceAccount.salt.toString('base64url'),
    },
    email: serviceAccount.email,
    srpX: serviceAccount.srpX,
    muk: { alg: 'A256GCM', ext: true, k, key_ops: ['encrypt', 'decrypt'], kty: 'oct', kid: 'mp' },
    secretKey: serviceAccount.secretKey,
    throttleSecret: serviceAccount.throttle,
    deviceUuid: serviceAccount.deviceUuid,
  });
}

/** The service account of an id; refuses with 404. */
export function serviceAccountOf(account: Account, id: string): ServiceAccount {
  const serviceAccount = account.serviceAccounts.get(id);
  if (serviceAccount === undefined) throw new Refusal(404, `There is no service account ${id}.`);
  return serviceAccount;
}

/** The service account that signs in with an e-mail address, in whatever case. */
export function serviceAccountByEmail(account: Account, email: string): ServiceAccount | undefined {
  const wanted = email.toLowerCase();
  return [...account.serviceAccounts.values()].find((each) => each.email === wanted);
}

/** The keyset list that opens with the token's key. */
export function keysetsOf(account: Account, serviceAccount: ServiceAccount): string {
  serviceAccount.cache.keyset ??= keysetText(account.keyPair, serviceAccount);
  return serviceAccount.cache.keyset;
}

/** A vault's key, wrapped for a service account. */
export function wrappedVaultKey(account: Account, serviceAccount: ServiceAccount, vault: Vault): string {
  const known = serviceAccount.cache.vaultKeys.get(vault.id);
  if (known !== undefined) return known;
  const wrapped = wrapVaultKey(account.keyPair, serviceAccount, vault.key);
  serviceAccount.cache.vaultKeys.set(vault.id, wrapped);
  return wrapped;
}

// Secret keys avoid what people mistake for one another; the client refuses other characters.
function letters(count: number): string {
  return Array.from({ length: count }, () => keyAlphabet.charAt(randomInt(keyAlphabet.length))).join('');
}
