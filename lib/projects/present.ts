import type { Project } from '@/lib/platform/prisma-client/client';
import type { ProjectView } from './schema';

export const projectIncludes = { _count: { select: { members: true } } } as const;

/** What leaves of a project. */
export function presentProject(row: Project & { _count: { members: number } }): ProjectView {
  return {
    id: row.id,
    name: row.name,
    memberCount: row._count.members,
    createdAt: row.createdAt.toISOString(),
  };
}
