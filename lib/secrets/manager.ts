import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import { type LoadedManager, loadManager } from '@/lib/managers/load';

/**
 * A secret manager that the caller may read through. Throws `not_found` when there is none, or when the caller's
 * projects do not reach it: the answer does not tell which.
 */
export async function reachManager(caller: Caller, id: string): Promise<LoadedManager> {
  const manager = await loadManager(id);
  if (!manager || !may(caller, 'secret-manager:use', manager)) {
    throw new LatchkeyError('not_found', {
      says: messageFor('noSuchManager'),
    });
  }
  return manager;
}
