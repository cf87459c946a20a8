import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { absencesOf } from './absences';
import { findConnectionRow } from './find';
import { presentConnection } from './present';
import type { ConnectionView } from './schema';

/** One connection by key, without its secrets. Throws `forbidden`, `not_found`. */
export async function getConnection({
  caller,
  input,
}: {
  caller: Caller;
  input: { key: string };
}): Promise<ConnectionView> {
  requirePermission(caller, 'connection:read');
  const row = await findConnectionRow(database(), caller, input.key);
  return presentConnection(row, caller, await absencesOf([row.id]));
}
