import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import { forget, forgetManager } from '@/lib/cache/memory';
import { recordEntryEvents, recordManagerEvent } from '@/lib/cache/record-events';
import { clearEntryRows } from '@/lib/cache/table';
import type { Caller } from '@/lib/kernel/caller';
import { findManagerRow } from '@/lib/managers/find';
import { database, transaction } from '@/lib/platform/database';
import { findEntryRow } from './find-entry';
import { dropFlights } from './flights';

/**
 * Clears one entry: the next read asks the provider, and a read begun before does not bring it back.
 * Throws `forbidden`, `not_found`.
 */
export async function clearEntry({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<void> {
  requirePermission(caller, 'cache:clear');
  const row = await findEntryRow(caller, input.id);
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
  dropFlights([row.key]);
}

/** Clears all entries of one secret manager. Throws `forbidden`, `not_found`. Returns how many there were. */
export async function clearEntries({
  caller,
  input,
}: {
  caller: Caller;
  input: { secretManagerId: string };
}): Promise<{ cleared: number }> {
  requirePermission(caller, 'cache:clear');
  const manager = await findManagerRow(database(), caller, input.secretManagerId);
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
  dropFlights('all');
  return { cleared };
}
