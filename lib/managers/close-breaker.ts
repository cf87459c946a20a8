import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { transaction } from '@/lib/platform/database';
import { resetBreaker } from '@/lib/quota/gate';
import { findManagerRow } from './find';
import { presentManager } from './present';
import type { ManagerView } from './schema';

/**
 * Lets a secret manager's requests go out again before its pause is over, for an admin who knows that the trouble has
 * passed. The next read finds out. Throws `forbidden`, `not_found`.
 */
export async function closeBreaker({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<ManagerView> {
  requirePermission(caller, 'secret-manager:write');
  const row = await transaction(async (tx) => {
    const found = await findManagerRow(tx, caller, input.id);
    await recordEvent(tx, {
      caller,
      verb: 'secret_manager.breaker_closed',
      subject: { kind: 'secret_manager', id: found.id, label: found.name },
      details: { reason: found.breaker?.reason ?? 'closed' },
    });
    return found;
  });
  await resetBreaker(row.id);
  return presentManager({ ...row, breaker: null });
}
