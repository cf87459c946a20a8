import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { transaction } from '@/lib/platform/database';
import { announceNews, tellNews } from '@/lib/platform/news';
import { findConnectionRow } from './find';

/** Removes a connection and its typed values. Workloads that resolve it get `not_found`. Throws `forbidden`, `not_found`. */
export async function removeConnection({
  caller,
  input,
}: {
  caller: Caller;
  input: { key: string };
}): Promise<void> {
  requirePermission(caller, 'connection:write');
  await transaction(async (tx) => {
    const row = await findConnectionRow(tx, caller, input.key);
    await tx.connection.delete({ where: { id: row.id } });
    await recordEvent(tx, {
      caller,
      verb: 'connection.removed',
      subject: { kind: 'connection', id: row.id, label: `${row.name} (${row.key})` },
      details: { name: row.name },
    });
    await announceNews(tx, { topic: 'connection', id: input.key });
  });
  tellNews({ topic: 'connection', id: input.key });
}
