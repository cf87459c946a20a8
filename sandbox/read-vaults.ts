import { accessBits, readableVault } from './access';
import { isEnvironment } from './environments';
import type { Vault } from './model';
import type { Call } from './route';
import { keysetsOf, wrappedVaultKey } from './service-accounts';
import { sealedAttributes } from './vaults';

/** The caller's keys. */
export function readKeysets({ service, caller }: Call): string {
  return keysetsOf(service.account, caller);
}

/** The vaults that the caller may read, as far as they are listed. */
export function readVaults(call: Call): string {
  const granted = [...call.service.account.vaults.values()].filter(
    ({ id, isUnlisted }) => !isUnlisted && call.caller.grants.has(id),
  );
  return `[${granted.map((vault) => vaultRecord(call, vault)).join(',')}]`;
}

/** One vault. */
export function readVault(call: Call): string {
  return vaultRecord(call, readableVault(call, call.ids[0] ?? ''));
}

function vaultRecord(call: Call, vault: Vault): string {
  const { caller, service } = call;
  const bits = accessBits(call, vault);
  const access = {
    vaultUuid: vault.id,
    accessorType: 'user',
    accessorUuid: caller.id,
    accessVersion: 1,
    acl: bits,
    leaseTimeout: 0,
    vaultKeySN: 1,
    encryptedBy: caller.keysetKey.kid,
  };
  const record = {
    uuid: vault.id,
    type: isEnvironment(vault) ? 'D' : 'U',
    createdAt: vault.createdAt,
    updatedAt: vault.updatedAt,
    attrVersion: vault.attrVersion,
    contentVersion: vault.contentVersion,
    activeItemCount: [...vault.items.values()].filter((item) => item.state === 'active').length,
    accessorsVersion: 1,
    clientAccess: bits,
  };
  const wrappedKey = wrappedVaultKey(service.account, caller, vault);
  const accessText = `${JSON.stringify(access).slice(0, -1)},"encVaultKey":${wrappedKey}}`;
  const sealed = `"encAttrs":${sealedAttributes(vault)},"combinedAccess":${accessText}`;
  return `${JSON.stringify(record).slice(0, -1)},${sealed}}`;
}
