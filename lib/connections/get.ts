import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
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
  return presentConnection(await findConnectionRow(database(), caller, input.key), caller);
}
