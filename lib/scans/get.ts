import { requirePermission } from '@/lib/access/permission';
import type { Caller } from '@/lib/kernel/caller';
import { findManagerRow } from '@/lib/managers/find';
import { database } from '@/lib/platform/database';
import type { ScanView } from './schema';
import { readScan } from './view';

/** The last scan of a secret manager, the next one and what it would cost. Throws `forbidden`, `not_found`. */
export async function getScan({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string };
}): Promise<ScanView> {
  requirePermission(caller, 'secret-manager:read');
  const { id } = await findManagerRow(database(), caller, input.id);
  return readScan(id);
}
