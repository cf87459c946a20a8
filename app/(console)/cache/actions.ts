'use server';

import type { EntrySelection, EntryView, Refreshed, SelectionPreview } from '@/lib/cache/schema';
import { runAction } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { checkReference } from '@/lib/secrets/check';
import { clearEntries, clearEntry } from '@/lib/secrets/clear-entries';
import { clearSelection } from '@/lib/secrets/clear-selection';
import { previewSelection } from '@/lib/secrets/preview-selection';
import { refreshEntry } from '@/lib/secrets/refresh-entry';
import { refreshSelection } from '@/lib/secrets/refresh-selection';
import type { CheckResult } from '@/lib/secrets/schema';

// The list keeps itself current over the API: no page has to be drawn again.

/** Asks the provider again for one entry. */
export async function refresh(id: string): Promise<Outcome<EntryView>> {
  return runAction('cache.refresh', (caller) => refreshEntry({ caller, input: { id } }));
}

/** Forgets one entry. */
export async function clearOne(id: string): Promise<Outcome<void>> {
  return runAction('cache.clear', (caller) => clearEntry({ caller, input: { id } }));
}

/** Forgets all entries of one secret manager. */
export async function clearManager(secretManagerId: string): Promise<Outcome<{ cleared: number }>> {
  return runAction('cache.clear-manager', (caller) => clearEntries({ caller, input: { secretManagerId } }));
}

/** What clearing or refreshing many entries would mean. */
export async function previewMany(selection: EntrySelection): Promise<Outcome<SelectionPreview>> {
  return runAction('cache.preview', (caller) => previewSelection({ caller, input: selection }));
}

/** Forgets many entries. */
export async function clearMany(selection: EntrySelection): Promise<Outcome<{ cleared: number }>> {
  return runAction('cache.clear-many', (caller) => clearSelection({ caller, input: selection }));
}

/** Asks the provider again for the next of many entries. */
export async function refreshMany(selection: EntrySelection, cursor?: string): Promise<Outcome<Refreshed>> {
  return runAction('cache.refresh-many', (caller) =>
    refreshSelection({ caller, input: { ...selection, ...(cursor ? { cursor } : {}) } }),
  );
}

/** Resolves a reference as a workload would, and tells all but the value. */
export async function test(secretManagerId: string, reference: string): Promise<Outcome<CheckResult>> {
  return runAction('cache.test', (caller) =>
    checkReference({ caller, input: { secretManagerId, reference } }),
  );
}
