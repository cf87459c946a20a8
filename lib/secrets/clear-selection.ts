import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { forget } from '@/lib/cache/memory';
import { recordEntryEvents } from '@/lib/cache/record-events';
import { entrySelectionSchema } from '@/lib/cache/schema';
import { clearEntryRows } from '@/lib/cache/table';
import type { Caller } from '@/lib/kernel/caller';
import { groupBy } from '@/lib/kernel/group-by';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { type SelectedEntry, selectedEntries, selectionSource } from './entry-selection';
import { clearable } from './entry-users';
import { detachLoads } from './single-flight';

// Below the parameters that one statement takes (32,767).
const mostKeys = 10_000;

/**
 * Clears those of the selected entries that the caller may clear: the next read of each asks the provider.
 * Throws `forbidden` (none of them), `invalid_input`.
 */
export const clearSelection = verb({
  name: 'clearSelection',
  right: 'cache:clear',
  input: entrySelectionSchema,
  audit: ['cache.entries_cleared'],
  run: async ({ caller, input }): Promise<{ cleared: number }> => {
    const selection = input;
    const entries = await clearable(caller, await selectedEntries(await selectionSource(caller, selection)));
    let cleared = 0;
    for (const [managerId, group] of groupBy(entries, ({ secretManagerId }) => secretManagerId)) {
      for (let at = 0; at < group.length; at += mostKeys) {
        cleared += await clearSome(caller, managerId, group.slice(at, at + mostKeys));
      }
    }
    return { cleared };
  },
});

async function clearSome(
  caller: Caller,
  managerId: string,
  entries: readonly SelectedEntry[],
): Promise<number> {
  const keys = entries.map(({ key }) => key);
  const { name } = await database().secretManager.findUniqueOrThrow({ where: { id: managerId } });
  const { fence, cleared } = await transaction(async (tx: Transaction) => {
    await recordEntryEvents(tx, keys, { kind: 'cleared', by: caller.label });
    const result = await clearEntryRows(tx, managerId, keys);
    await recordEvent(tx, {
      caller,
      verb: 'cache.entries_cleared',
      subject: { kind: 'secret_manager', id: managerId, label: name },
      details: { cleared: result.cleared },
    });
    return result;
  });
  for (const key of keys) forget({ key, managerId }, fence);
  detachLoads(keys);
  return cleared;
}
