import { groupBy } from '@/lib/kernel/group-by';
import { itemsPerRequest } from '@/lib/secrets/refresh-plan';
import { type BoundField, isById } from './bound';

/**
 * About how many requests a scan of these fields takes: the vaults, each vault that something is bound in, and items
 * that were not looked at yet, fifty a request. What has moved or gone costs some more, which is not known before.
 */
export function estimateRequests(fields: readonly BoundField[]): number {
  if (fields.length === 0) return 0;
  const byVault = groupBy(fields.filter(isById), ({ reference }) => reference.vault);
  let requests = 1;
  for (const bound of byVault.values()) {
    const unseen = new Set(
      bound.filter(({ finding }) => finding?.kind !== 'fine').map(({ reference }) => reference.item),
    );
    requests += 1 + Math.ceil(unseen.size / itemsPerRequest);
  }
  const named = fields.filter((field) => !isById(field));
  // The vaults, the items of a vault, the items themselves.
  if (named.length > 0) requests += 2 + Math.ceil(named.length / itemsPerRequest);
  return requests;
}
