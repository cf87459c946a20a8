import { z } from 'zod';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { putCached } from '@/lib/cache/memory';
import { recordEntryEvents } from '@/lib/cache/record-events';
import { entrySelectionSchema, type Refreshed } from '@/lib/cache/schema';
import { loadEntries } from '@/lib/cache/table';
import type { Caller } from '@/lib/kernel/caller';
import { wordsOfCode } from '@/lib/kernel/code-words';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { isLatchkeyError } from '@/lib/kernel/errors';
import { groupBy } from '@/lib/kernel/group-by';
import type { LoadedManager } from '@/lib/managers/load';
import { transaction } from '@/lib/platform/database';
import { publishInTransaction } from '@/lib/platform/invalidation';
import { currentLanguage } from '@/lib/platform/language';
import { parseLocator } from '@/lib/providers/references';
import { takeRequests } from '@/lib/quota/caller-requests';
import { lookupOf } from './cache-lookup';
import { itemsPerRequestOf, type SelectedEntry, selectedEntries, selectionSource } from './entry-selection';
import type { EntrySource } from './entry-source';
import { reachManager } from './manager';
import { loadConfirmed } from './single-flight';

const mostAtOnce = 200;
const cursor = z.string().max(64).optional();
const [byIdsSchema, byFilterSchema] = entrySelectionSchema.options;
const refreshInputSchema = z.union([byIdsSchema.extend({ cursor }), byFilterSchema.extend({ cursor })]);

/**
 * Reads selected entries from the provider now, 200 a call: ask on with `nextCursor`. What was cached stays where the
 * provider cannot be reached. Throws `forbidden`, `invalid_input`, `over_budget`; what the provider says is in the result.
 */
export const refreshSelection = verb({
  name: 'refreshSelection',
  right: 'cache:refresh',
  input: refreshInputSchema,
  audit: ['cache.entries_refreshed'],
  run: async ({ caller, input }): Promise<Refreshed> => {
    const selection = input;
    const afterId = input.cursor;
    const source = await selectionSource(caller, selection);
    const found = await selectedEntries(source, { afterId, limit: mostAtOnce + 1 });
    const entries = found.slice(0, mostAtOnce);
    const failures = new Map<ErrorCode, number>();
    let answered = 0;
    const groups = groupBy(entries, ({ secretManagerId }) => secretManagerId);
    await takeRequests(caller, requestsFor(groups, source));
    await Promise.all(
      [...groups].map(async ([managerId, group]) => {
        for (const code of await refreshSome(caller, managerId, group)) {
          if (code === 'ok') answered += 1;
          else failures.set(code, (failures.get(code) ?? 0) + 1);
        }
      }),
    );
    return {
      asked: entries.length,
      answered,
      failures: [...failures].map(([code, count]) => ({
        code,
        title: wordsOfCode(code, currentLanguage()).title,
        count,
      })),
      nextCursor: found.length > mostAtOnce ? (entries.at(-1)?.id ?? null) : null,
    };
  },
});

function requestsFor(groups: ReadonlyMap<string, readonly SelectedEntry[]>, source: EntrySource): number {
  const requests = [...groups].map(([managerId, { length }]) =>
    Math.ceil(length / itemsPerRequestOf(source, managerId)),
  );
  return requests.reduce((sum, each) => sum + each, 0);
}

async function refreshSome(
  caller: Caller,
  managerId: string,
  entries: readonly SelectedEntry[],
): Promise<(ErrorCode | 'ok')[]> {
  const manager = await reachManager(caller, managerId).catch((error: unknown) => {
    // A manager of no project is seen and not read through.
    if (isLatchkeyError(error) && error.code === 'not_found') return undefined;
    throw error;
  });
  if (!manager) return entries.map(() => 'forbidden');
  const codes = await readAll(manager, entries);
  await transaction(async (tx) => {
    for (const { key } of entries) await publishInTransaction(tx, { topic: 'cache', id: managerId, key });
    const keys = entries.map(({ key }) => key);
    await recordEntryEvents(tx, keys, { kind: 'refreshed', by: caller.label });
    await recordEvent(tx, {
      caller,
      verb: 'cache.entries_refreshed',
      subject: { kind: 'secret_manager', id: managerId, label: manager.name },
      details: { asked: entries.length, answered: codes.filter((code) => code === 'ok').length },
    });
  });
  return codes;
}

async function readAll(
  manager: LoadedManager,
  entries: readonly SelectedEntry[],
): Promise<(ErrorCode | 'ok')[]> {
  const wanted = entries.map(({ reference }) => lookupOf(manager, parseLocator(reference)));
  // What the table holds is known beforehand, so that nobody takes it for the new answer.
  for (const entry of (await loadEntries(wanted.map(({ key }) => key))).values()) putCached(entry);
  const answers = await Promise.all(wanted.map((want) => loadConfirmed(manager, want)));
  return answers.map((answer) => (answer.ok ? 'ok' : answer.code));
}
