import { requirePermission } from '@/lib/access/permission';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { extentOf } from './extent';

/** About how many requests a scan of all secret managers takes that the caller's projects reach. Throws `forbidden`. */
export async function estimateAll({ caller }: { caller: Caller }): Promise<{ requests: number }> {
  requirePermission(caller, 'reference:scan');
  const rows = await database().secretManager.findMany({
    where: { AND: [reachedBy(caller), { fields: { some: {} } }] },
    select: { id: true },
  });
  let requests = 0;
  for (const { id } of rows) requests += (await extentOf(id)).requests;
  return { requests };
}
