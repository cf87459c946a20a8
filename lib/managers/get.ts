import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { findManagerRow } from './find';
import { presentManager } from './present';
import type { ManagerView } from './schema';

/** One secret manager, from its record: no request goes to the provider. Throws `forbidden`, `not_found`. */
export async function getManager({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<ManagerView> {
  requirePermission(caller, 'secret-manager:read');
  return presentManager(await findManagerRow(database(), caller, input.id));
}
