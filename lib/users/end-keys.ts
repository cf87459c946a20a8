import { requireMay, scopedOf } from '@/lib/access/may';
import { recordEvents } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { clock } from '@/lib/platform/clock';
import type { Transaction } from '@/lib/platform/database';
import { publishInTransaction } from '@/lib/platform/invalidation';

/**
 * Ends every API key that a person made and that is not revoked, in the transaction of another change. Answers the ids;
 * the verb around it declares `api_key.revoked` and tells the news. Throws `forbidden` when one is not the caller's to end.
 */
export async function endKeysMadeBy(tx: Transaction, caller: Caller, userId: string): Promise<string[]> {
  const keys = await tx.apiKey.findMany({
    where: { createdById: userId, revokedAt: null },
    include: { projects: { select: { projectId: true } } },
  });
  for (const key of keys) requireMay(caller, 'api-key:write', scopedOf(key));
  await recordEvents(
    tx,
    keys.map(({ id, name }) => ({
      caller,
      verb: 'api_key.revoked' as const,
      subject: { kind: 'api_key' as const, id, label: name },
    })),
  );
  const ids = keys.map(({ id }) => id);
  await tx.apiKey.updateMany({
    where: { id: { in: ids } },
    data: { revokedAt: new Date(clock().now()) },
  });
  for (const id of ids) await publishInTransaction(tx, { topic: 'api-key', id });
  return ids;
}
