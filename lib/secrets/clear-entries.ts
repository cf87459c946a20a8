import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { forget, forgetManager } from '@/lib/cache/memory';
import { recordEntryEvents, recordManagerEvent } from '@/lib/cache/record-events';
import { clearEntryRows } from '@/lib/cache/table';
import { idInputSchema, idSchema } from '@/lib/kernel/ids';
import { findManagerRow } from '@/lib/managers/find';
import { database, transaction } from '@/lib/platform/database';
import { clearable } from './entry-users';
import { findEntryRow } from './find-entry';
import { detachLoads } from './single-flight';

/**
 * Clears one entry: the next read asks the provider, and a read begun before does not bring it back.
 * Throws `forbidden`, `not_found`.
 */
export const clearEntry = verb({
  name: 'clearEntry',
  right: 'cache:clear',
  input: idInputSchema,
  audit: ['cache.entry_cleared'],
  run: async ({ caller, input }): Promise<void> => {
    const row = await findEntryRow(caller, input.id);
    await clearable(caller, [row]);
    const { fence } = await transaction(async (tx) => {
      await recordEvent(tx, {
        caller,
        verb: 'cache.entry_cleared',
        subject: { kind: 'cache_entry', id: row.id, label: row.shownReference },
        details: { secretManager: row.secretManager.name },
      });
      await recordEntryEvents(tx, [row.key], { kind: 'cleared', by: caller.label });
      return clearEntryRows(tx, row.secretManagerId, [row.key]);
    });
    forget({ key: row.key, managerId: row.secretManagerId }, fence);
    detachLoads([row.key]);
  },
});

/** Clears all entries of one secret manager. Throws `forbidden`, `not_found`. Returns how many there were. */
export const clearEntries = verb({
  name: 'clearEntries',
  right: 'cache:clear',
  input: z.object({ secretManagerId: idSchema }),
  audit: ['cache.manager_cleared'],
  run: async ({ caller, input }): Promise<{ cleared: number }> => {
    const manager = await findManagerRow(database(), caller, input.secretManagerId);
    requireMay(caller, 'cache:clear', scopedOf(manager));
    const { fence, cleared } = await transaction(async (tx) => {
      await recordManagerEvent(tx, manager.id, { kind: 'cleared', by: caller.label });
      const result = await clearEntryRows(tx, manager.id, 'all');
      await recordEvent(tx, {
        caller,
        verb: 'cache.manager_cleared',
        subject: { kind: 'secret_manager', id: manager.id, label: manager.name },
        details: { cleared: result.cleared },
      });
      return result;
    });
    forgetManager(manager.id, fence);
    detachLoads('all');
    return { cleared };
  },
});
