import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';

/** A `where` of the destinations that the caller may see: those for all projects, and those of the caller's own. */
export function reachedDestinations({ projects }: Caller) {
  if (projects === 'all') return {};
  return { OR: [{ projectId: null }, { projectId: { in: [...projects] } }] };
}

/**
 * Refuses a change of a destination outside of the caller's projects. One for all projects belongs to platform admins,
 * whose projects are all. Throws `forbidden`.
 */
export function requireOwnProject({ projects }: Caller, projectId: string | null): void {
  if (projects === 'all') return;
  if (projectId === null || !projects.includes(projectId)) {
    throw new LatchkeyError('forbidden', { says: sentence('ownProjectsOnly') });
  }
}
