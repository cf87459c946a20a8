import { noteUse, putCached } from '@/lib/cache/memory';
import { loadUsedEntries } from '@/lib/cache/table';
import type { LoadedManager } from '@/lib/managers/load';
import { once } from '@/lib/platform/singleton';

const mostEntries = 20_000;
// The embedded database does one thing at a time: others get their turn in between.
const pageSize = 500;

const warmed = () => once('warmed-managers', () => new Map<string, Promise<void>>());

/**
 * Brings what was used before this process began into memory, once for each manager and credential: after a restart the
 * first refresh then covers all of it, instead of a request for each entry as it is asked for.
 */
export function warmMemory({ id, credentialRevision }: LoadedManager): Promise<void> {
  const name = `${id}:${credentialRevision}`;
  const known = warmed().get(name);
  if (known) return known;
  const warming = bringIn(id, credentialRevision);
  warmed().set(name, warming);
  warming.catch(() => warmed().delete(name));
  return warming;
}

async function bringIn(managerId: string, revision: number): Promise<void> {
  let after: string | undefined;
  for (let taken = 0; taken < mostEntries; taken += pageSize) {
    const page = await loadUsedEntries({ managerId, revision, limit: pageSize, after });
    for (const { entry, lastReadAtMs } of page) {
      if (!entry) continue;
      putCached(entry);
      noteUse(entry.key, lastReadAtMs);
    }
    after = page.at(-1)?.key;
    if (page.length < pageSize) return;
  }
}
