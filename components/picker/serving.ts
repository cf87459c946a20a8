import type { Scope } from '@/lib/kernel/scope';
import type { ManagerView } from '@/lib/managers/schema';

export interface ConnectionScope {
  scope: Scope;
  projectIds: readonly string[];
}

/** Whether a connection of this scope may use the manager: the rule of lib/access/grants, which decides when saving, secret by secret. */
export function isServing(
  manager: Pick<ManagerView, 'scope' | 'grantedProjectIds'>,
  connection: ConnectionScope,
): boolean {
  if (connection.scope === 'platform') return manager.scope === 'platform';
  if (connection.projectIds.length === 0) return false;
  return connection.projectIds.every((id) => manager.grantedProjectIds.includes(id));
}
