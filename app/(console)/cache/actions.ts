'use server';

import type { EntryView } from '@/lib/cache/schema';
import { runAction } from '@/lib/doors/action';
import type { Outcome } from '@/lib/kernel/outcome';
import { clearEntries, clearEntry } from '@/lib/secrets/clear-entries';
import { refreshEntry } from '@/lib/secrets/refresh-entry';

// The list keeps itself current over the API: no page has to be drawn anew.

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
