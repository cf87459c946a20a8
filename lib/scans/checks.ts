import { reachedBy, reachedBySql } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { byName } from '@/lib/kernel/page';
import { troubledManagers } from '@/lib/managers/trouble';
import { database } from '@/lib/platform/database';
import type { ReferenceCheck } from './schema';

/**
 * How far the references of each secret manager were checked, by name: that none is known to be broken says little of one
 * that cannot be asked, or was never scanned. Those that the caller reaches, with bound fields that the caller reaches.
 */
export async function listChecks(caller: Caller): Promise<ReferenceCheck[]> {
  const bound = await database().$queryRaw<{ id: string; count: number }[]>`
    SELECT field.secret_manager_id AS id, count(*)::int AS count
    FROM connection_field AS field JOIN connection ON connection.id = field.connection_id
    WHERE field.secret_manager_id IS NOT NULL AND field.reference IS NOT NULL AND ${reachedBySql(caller)} GROUP BY 1`;
  const rows = await database().secretManager.findMany({
    where: { AND: [reachedBy(caller), { id: { in: bound.map(({ id }) => id) } }] },
    select: { id: true, name: true, scan: { select: { finishedAt: true, errorCode: true } } },
    orderBy: [...byName],
  });
  const troubles = await troubledManagers(caller);
  return rows.map(({ id, name, scan }) => {
    const trouble = troubles.find(({ secretManagerId }) => secretManagerId === id);
    return {
      secretManagerId: id,
      secretManagerName: name,
      references: bound.find((each) => each.id === id)?.count ?? 0,
      scannedAt: scan?.finishedAt?.toISOString() ?? null,
      isComplete: scan?.finishedAt != null && scan.errorCode === null,
      trouble: trouble ? { status: trouble.status, since: trouble.since } : null,
    };
  });
}
