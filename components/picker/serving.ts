import type { Scope } from '@/lib/kernel/scope';
import type { ManagerView } from '@/lib/managers/schema';

export interface ConnectionScope {
  scope: Scope;
  projectIds: readonly string[];
}

/** Whether a connection of this scope may use the manager: the rule of lib/access/scope, which decides when saving. */
export function isServing(
  manager: Pick<ManagerView, 'scope' | 'projectIds'>,
  connection: ConnectionScope,
): boolean {
  if (manager.scope === 'platform') return true;
  if (connection.scope !== 'project' || connection.projectIds.length === 0) return false;
  return connection.projectIds.every((id) => manager.projectIds.includes(id));
}
