import { dropLeases, takeLeases } from '@/lib/cache/lease';
import { putCached } from '@/lib/cache/memory';
import { loadEntries } from '@/lib/cache/table';
import { databaseKind } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { ifAttached } from '@/lib/platform/if-attached';
import type { DueVault } from './in-use';

const mostAtOnce = 2_000;

/**
 * Brings into memory what other processes on this database have refreshed of these vaults meanwhile. Returns whether
 * there may be anything: on the embedded database there is one process.
 */
export async function syncFromTable(due: ReadonlyMap<string, DueVault>): Promise<boolean> {
  if (databaseKind() === 'embedded' || due.size === 0) return false;
  const keys = [...due.values()].flatMap(({ entries }) => entries.map(({ entry }) => entry.key));
  return ifAttached(
    async () => {
      for (let at = 0; at < keys.length; at += mostAtOnce) {
        for (const entry of (await loadEntries(keys.slice(at, at + mostAtOnce))).values()) putCached(entry);
      }
      return true;
    },
    () => false,
  );
}

/** Does `work` unless another process on this database is about the thing of this name just now. */
export async function withClusterLock(name: string, work: () => Promise<void>): Promise<void> {
  if (databaseKind() === 'embedded') return work();
  const taken = await takeLeases([name], 2 * env().providerTimeoutMs + 1_000);
  if (!taken.has(name)) return;
  try {
    await work();
  } finally {
    await dropLeases([name]);
  }
}
