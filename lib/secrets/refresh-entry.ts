import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { recordEntryEvents } from '@/lib/cache/record-events';
import type { EntryView } from '@/lib/cache/schema';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { publishInTransaction } from '@/lib/platform/invalidation';
import { parseLocator } from '@/lib/providers/references';
import { takeRequests } from '@/lib/quota/caller-requests';
import { lookupOf } from './cache-lookup';
import { findEntryRow } from './find-entry';
import { reachManager } from './manager';
import { presentEntries } from './present-entry';
import { readAnew } from './read';

/**
 * Reads an entry's reference from the provider now and keeps the answer. What was cached stays when the provider
 * cannot be reached. Throws `forbidden`, `not_found`, `over_budget`, `secret_*`, `provider_*` (the entry tells of the failure too).
 */
export const refreshEntry = verb({
  name: 'refreshEntry',
  right: 'cache:refresh',
  input: idInputSchema,
  audit: ['cache.entry_refreshed'],
  run: async ({ caller, input }): Promise<EntryView> => {
    const row = await findEntryRow(caller, input.id);
    const manager = await reachManager(caller, row.secretManagerId);
    await takeRequests(caller);
    const reading = await readAnew(manager, lookupOf(manager, parseLocator(row.reference)));
    await transaction(async (tx) => {
      await publishInTransaction(tx, { topic: 'cache', id: manager.id, key: row.key });
      await recordEntryEvents(tx, [row.key], { kind: 'refreshed', by: caller.label });
      await recordEvent(tx, {
        caller,
        verb: 'cache.entry_refreshed',
        subject: { kind: 'cache_entry', id: row.id, label: row.shownReference },
        details: { answer: reading.ok ? 'ok' : reading.error.code, secretManager: manager.name },
      });
    });
    if (!reading.ok) throw reading.error;
    const [view] = await presentEntries(caller, [await findEntryRow(caller, row.id)], clock().now());
    if (!view) throw new LatchkeyError('not_found');
    return view;
  },
});
