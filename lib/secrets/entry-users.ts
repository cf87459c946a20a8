import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { may, ofProjects, platformWide, type Scoped } from '@/lib/kernel/permissions';
import { database } from '@/lib/platform/database';

interface Row {
  id: string;
  isPlatformWide: boolean;
  projectIds: string[];
  /** Of the secret manager: whose the entry is while nothing is bound to it. */
  managerScope: string;
  managerProjectIds: string[];
}

/** The same as `theirsToClear`. Throws `forbidden` when there are some and none may be cleared. */
export async function clearable<Entry extends { id: string }>(
  caller: Caller,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const allowed = await theirsToClear(caller, entries);
  if (entries.length > 0 && allowed.length === 0) {
    throw new LatchkeyError('forbidden', { says: messageFor('othersLiveOnIt') });
  }
  return allowed;
}

/**
 * Of entries, those that the caller may clear: whoever lives on one must agree, so the right is asked in every project of
 * the connections that are bound to it, and where none is, over its secret manager.
 */
export async function theirsToClear<Entry extends { id: string }>(
  caller: Caller,
  entries: readonly Entry[],
): Promise<Entry[]> {
  const users = await usersOf(entries.map(({ id }) => id));
  return entries.filter(({ id }) => may(caller, 'cache:clear', users.get(id) ?? ofProjects([])));
}

async function usersOf(ids: readonly string[]): Promise<Map<string, Scoped>> {
  const rows = await database().$queryRaw<Row[]>`
    SELECT entry.id,
           COALESCE(bool_or(connection.scope = 'platform'), false) AS "isPlatformWide",
           array_remove(array_agg(DISTINCT own.project_id), NULL) AS "projectIds",
           manager.scope AS "managerScope",
           ARRAY(SELECT granted.project_id FROM secret_manager_project AS granted
                 WHERE granted.secret_manager_id = manager.id) AS "managerProjectIds"
    FROM cache_entry AS entry
    JOIN secret_manager AS manager ON manager.id = entry.secret_manager_id
    LEFT JOIN connection_field AS field ON field.secret_manager_id = entry.secret_manager_id
     AND field.reference IN (entry.reference, COALESCE(entry.bound_reference, entry.reference))
    LEFT JOIN connection ON connection.id = field.connection_id
    LEFT JOIN connection_project AS own ON own.connection_id = connection.id
    WHERE entry.id = ANY(${[...ids]}::text[])
    GROUP BY entry.id, manager.id`;
  return new Map(rows.map((row) => [row.id, scopeOf(row)]));
}

function scopeOf({ isPlatformWide, projectIds, managerScope, managerProjectIds }: Row): Scoped {
  if (isPlatformWide) return platformWide;
  if (projectIds.length > 0) return ofProjects(projectIds);
  return { scope: managerScope, projectIds: managerProjectIds };
}
