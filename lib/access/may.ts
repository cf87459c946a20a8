import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { may, type Permission, type Scoped } from '@/lib/kernel/permissions';

/**
 * Refuses what the caller may not do to a thing that was `before` and shall be `after`; null: it is not there. See
 * `may` for the decision. Throws `forbidden`.
 */
export function requireMay(
  caller: Caller,
  permission: Permission,
  before: Scoped | null,
  after: Scoped | null = before,
): void {
  if (may(caller, permission, before, after)) return;
  const isGiven = before !== null && after !== null && may(caller, permission, before) && before !== after;
  throw new LatchkeyError('forbidden', {
    says: messageFor(isGiven || before === null ? 'ownProjectsOnly' : 'notWhollyYours'),
  });
}

/** Where a row belongs that has a scope and rows of its projects. */
export function scopedOf(row: { scope: string; projects: readonly { projectId: string }[] }): Scoped {
  return { scope: row.scope, projectIds: row.projects.map(({ projectId }) => projectId) };
}
