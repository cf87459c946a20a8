import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import { transaction } from '@/lib/platform/database';
import { announceNews, anyId, tellNews } from '@/lib/platform/news';

/**
 * Removes a project that nothing is scoped to any more. Throws `forbidden`, `not_found`, `in_use`: taking it away
 * from under a secret manager or a connection would silently shut its workloads out.
 */
export async function removeProject({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<void> {
  requirePermission(caller, 'project:write');
  await transaction(async (tx) => {
    const row = await tx.project.findUnique({
      where: { id: input.id },
      include: { _count: { select: { managers: true, connections: true, apiKeys: true } } },
    });
    if (!row) throw new LatchkeyError('not_found', { says: sentence('noSuchProject') });
    const { managers, connections, apiKeys } = row._count;
    if (managers + connections + apiKeys > 0) {
      throw new LatchkeyError('in_use', {
        says: sentence('projectInUse', { name: row.name, managers, connections, apiKeys }),
        details: { managers, connections, apiKeys },
      });
    }
    await tx.project.delete({ where: { id: row.id } });
    await announceNews(tx, { topic: 'api-key', id: anyId });
    await recordEvent(tx, {
      caller,
      verb: 'project.removed',
      subject: { kind: 'project', id: row.id, label: row.name },
    });
  });
  tellNews({ topic: 'api-key', id: anyId });
}
