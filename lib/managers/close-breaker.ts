import { requireMay, scopedOf } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { idInputSchema } from '@/lib/kernel/ids';
import { transaction } from '@/lib/platform/database';
import { resetBreaker } from '@/lib/quota/gate';
import { findManagerRow } from './find';
import { presentManager } from './present';
import type { ManagerView } from './schema';

/**
 * Lets a secret manager's requests go out again before its pause is over, for an admin who knows that the trouble has
 * passed. The next read finds out. Throws `forbidden`, `not_found`.
 */
export const closeBreaker = verb({
  name: 'closeBreaker',
  right: 'secret-manager:write',
  input: idInputSchema,
  audit: ['secret_manager.breaker_closed'],
  run: async ({ caller, input }): Promise<ManagerView> => {
    const row = await transaction(async (tx) => {
      const found = await findManagerRow(tx, caller, input.id);
      requireMay(caller, 'secret-manager:write', scopedOf(found));
      await recordEvent(tx, {
        caller,
        verb: 'secret_manager.breaker_closed',
        subject: { kind: 'secret_manager', id: found.id, label: found.name },
        details: { reason: found.breaker?.reason ?? 'closed' },
      });
      return found;
    });
    await resetBreaker(row.id);
    return presentManager({ ...row, breaker: null }, caller);
  },
});
