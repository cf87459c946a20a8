import { isLatchkeyError } from '@/lib/kernel/errors';
import type { LoadedManager } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';
import { grammarOf } from '@/lib/providers/references';

// A listing that failed for one item's sake is not asked for again so soon: it costs a request and gives nothing.
const restMs = 10 * 60_000;
const mostHeld = 1_000;
const mostKnown = 500;

/** By manager, revision and vault, since when. */
const vaults = () => once('unlistable-vaults', () => new Map<string, number>());

/** Whether a vault could not be listed lately, because something in it cannot be read. */
export function isUnlistable(manager: LoadedManager, vaultId: string): boolean {
  const sinceMs = vaults().get(nameOf(manager, vaultId));
  return sinceMs !== undefined && clock().now() - sinceMs < restMs;
}

/** Notes it when that is why a listing of a vault failed. Answers whether it is. */
export function noteUnlistable(manager: LoadedManager, vaultId: string, error: unknown): boolean {
  if (!isLatchkeyError(error) || error.code !== 'secret_unreadable') return false;
  const held = vaults();
  const [oldest] = held.keys();
  if (held.size >= mostHeld && oldest !== undefined) held.delete(oldest);
  held.set(nameOf(manager, vaultId), clock().now());
  return true;
}

/** Notes that a vault was listed. */
export function noteListed(manager: LoadedManager, vaultId: string): void {
  vaults().delete(nameOf(manager, vaultId));
}

/** Ids of the items of a vault that connections bind or the cache knows, 500 at most. */
export async function knownItems({ id, provider }: LoadedManager, vaultId: string): Promise<string[]> {
  const rows = await database().$queryRaw<{ unit: string }[]>`
    SELECT unit FROM (
      SELECT unit_key AS unit FROM connection_field WHERE secret_manager_id = ${id} AND container_key = ${vaultId}
      UNION
      SELECT unit_key FROM cache_entry
      WHERE secret_manager_id = ${id} AND container_key = ${vaultId} AND bound_reference IS NOT NULL) AS known
    ORDER BY unit LIMIT ${mostKnown}::int`;
  return rows.map(({ unit }) => unit.slice(vaultId.length + 1)).filter(grammarOf(provider).isId);
}

function nameOf({ id, credentialRevision }: LoadedManager, vaultId: string): string {
  return `${id}:${credentialRevision}:${vaultId}`;
}
