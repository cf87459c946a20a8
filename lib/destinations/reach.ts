import type { Caller } from '@/lib/kernel/caller';
import { ofProjects, platformWide, type Scoped } from '@/lib/kernel/permissions';

/** A `where` of the destinations that the caller may see: those for all projects, and those of the caller's own. */
export function reachedDestinations({ projects }: Caller) {
  if (projects === 'all') return {};
  return { OR: [{ projectId: null }, { projectId: { in: [...projects] } }] };
}

/** Where a destination belongs: to its project, or to the platform when it is for all projects. */
export function scopedOfDestination({ projectId }: { projectId: string | null }): Scoped {
  return projectId === null ? platformWide : ofProjects([projectId]);
}
