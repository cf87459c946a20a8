import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import type { Scope } from '@/lib/kernel/scope';
import { sentence } from '@/lib/kernel/sentence';
import type { Transaction } from '@/lib/platform/database';

export interface Scoped {
  scope: string;
  projectIds: readonly string[];
}

/** Whether the caller's projects reach a thing. A project-scoped thing with no project is reached by admins of all alone. */
export function reaches(caller: Caller, thing: Scoped): boolean {
  if (caller.projects === 'all' || thing.scope === 'platform') return true;
  const { projects } = caller;
  return thing.projectIds.some((projectId) => projects.includes(projectId));
}

/**
 * Whether a connection may use a secret manager: a platform-wide manager serves all; a project's manager serves
 * connections all of whose projects it covers. An empty list denies, whoever asks.
 */
export function serves(manager: Scoped, connection: Scoped): boolean {
  if (manager.scope === 'platform') return true;
  if (connection.scope !== 'project' || connection.projectIds.length === 0) return false;
  return connection.projectIds.every((projectId) => manager.projectIds.includes(projectId));
}

/** Whether the caller may read values through this manager by naming it. An empty list denies, whoever asks. */
export function mayResolveThrough(caller: Caller, manager: Scoped): boolean {
  if (manager.scope === 'platform') return true;
  return manager.projectIds.length > 0 && reaches(caller, manager);
}

/** The database's side of `reaches`: a `where` for tables that have `scope` and `projects`. */
export function reachedBy(caller: Caller) {
  if (caller.projects === 'all') return {};
  return {
    OR: [{ scope: 'platform' }, { projects: { some: { projectId: { in: [...caller.projects] } } } }],
  };
}

/**
 * Refuses a scope that the caller may not give, or whose projects do not exist.
 * Throws `forbidden` or `invalid_input` (field `projectIds`).
 */
export async function requireScope(
  tx: Transaction,
  caller: Caller,
  wanted: { scope: Scope; projectIds: readonly string[] },
): Promise<void> {
  if (caller.projects !== 'all') {
    const { projects } = caller;
    const isOwn = wanted.scope === 'project' && wanted.projectIds.every((id) => projects.includes(id));
    if (!isOwn) {
      throw new LatchkeyError('forbidden', {
        says: sentence('ownProjectsOnly'),
      });
    }
  }
  if (wanted.scope === 'platform') return;
  const known = await tx.project.count({ where: { id: { in: [...wanted.projectIds] } } });
  if (known !== new Set(wanted.projectIds).size) {
    throw new LatchkeyError('invalid_input', {
      fields: { projectIds: sentence('projectUnknown') },
    });
  }
}

/**
 * The same for a connection: platform-wide ones are every builder's, so that a team without projects can work.
 * A key that is limited to projects stays in them. Throws as `requireScope` does.
 */
export async function requireConnectionScope(
  tx: Transaction,
  caller: Caller,
  wanted: { scope: Scope; projectIds: readonly string[] },
): Promise<void> {
  if (caller.kind === 'user' && wanted.scope === 'platform') return;
  await requireScope(tx, caller, wanted);
}
