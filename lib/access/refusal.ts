import type { Place } from '@/lib/kernel/locator';
import type { Scoped } from '@/lib/kernel/permissions';
import type { RefusalReason } from '@/lib/kernel/refusal';
import { allowanceOfConnection, type Granting } from './grants';

export interface Refusal {
  reason: RefusalReason;
  /** The projects of the connection that may not use it. */
  projectIds: string[];
}

/** Why a connection may not use what a secret manager has at a place; undefined: it may. */
export function refusalOf(manager: Granting, connection: Scoped, place: Place): Refusal | undefined {
  if (allowanceOfConnection(manager, connection).allows(place)) return undefined;
  if (connection.scope === 'platform') return { reason: 'not_platform_wide', projectIds: [] };
  const lacking = connection.projectIds.filter((id) => !manager.grants.get(id)?.allows(place));
  if (lacking.length === 0) return { reason: 'no_project', projectIds: [] };
  const isGrantable = manager.scope === 'platform' || lacking.every((id) => manager.grants.has(id));
  return { reason: isGrantable ? 'not_granted' : 'other_projects', projectIds: lacking };
}
