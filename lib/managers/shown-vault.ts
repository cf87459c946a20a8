import { allowanceOfCaller } from '@/lib/access/grants';
import { scopedOf } from '@/lib/access/may';
import type { Caller } from '@/lib/kernel/caller';
import { may } from '@/lib/kernel/permissions';
import { schemesOf } from '@/lib/providers/references';
import { grantsOf, type StoredGrant } from './grants-of';

/** A secret manager with what decides whether somebody may know the title of a vault in it. */
export interface AccessibleRow {
  provider: string;
  scope: string;
  projects: StoredGrant[];
}

/** The vault of the latest event of access. */
interface VaultOfAccess {
  accessVault: string | null;
  accessContainer: string | null;
}

/** Whether somebody may know the vault's title: who may change the secret manager, or use something in that vault. */
export function isVaultShown(
  { accessVault, accessContainer }: VaultOfAccess,
  row: AccessibleRow,
  caller: Caller,
): boolean {
  if (accessVault === null) return false;
  const scoped = scopedOf(row);
  if (may(caller, 'secret-manager:write', scoped)) return true;
  const allowance = allowanceOfCaller({ ...scoped, grants: grantsOf(row.provider, row.projects) }, caller);
  const steps = [[accessContainer ?? '', accessVault]] as const;
  return schemesOf(row.provider).some((scheme) => allowance.leadsThrough({ scheme, steps }));
}
