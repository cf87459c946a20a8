import type { Vault } from './model';
import { Refusal } from './refusal';
import type { Call } from './route';
import { vaultOf } from './vaults';

// What the client calls read, reveal password, update, create, archive and delete.
const readBits = 32 | 16;
const writeBits = 64 | 128 | 256 | 512;

/** The vault of the path: 404 when there is none, 403 when it is not granted to the caller (both assumed). */
export function readableVault(call: Call, id: string): Vault {
  const vault = vaultOf(call.service.account, id);
  if (!call.caller.grants.has(vault.id)) throw new Refusal(403, 'The vault is not granted.');
  return vault;
}

/** Like `readableVault`; 403 as well when the caller may only read. */
export function writableVault(call: Call, id: string): Vault {
  const vault = readableVault(call, id);
  if (!call.caller.grants.get(vault.id)?.canWrite) throw new Refusal(403, 'The vault may only be read.');
  return vault;
}

/** The access bits that a vault record shows. */
export function accessBits(call: Call, vault: Vault): number {
  return call.caller.grants.get(vault.id)?.canWrite ? readBits | writeBits : readBits;
}
