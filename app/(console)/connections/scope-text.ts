import { managerWords } from '@/components/words/managers';
import type { Scope } from '@/lib/kernel/scope';
import type { ProjectView } from '@/lib/projects/schema';

/** A scope in a few words: all projects, the one by name, or how many. */
export function scopeText(
  { scope, projectIds }: { scope: Scope; projectIds: readonly string[] },
  projects: readonly Pick<ProjectView, 'id' | 'name'>[],
): string {
  const words = managerWords.scope;
  if (scope === 'platform') return words.platform;
  const [only] = projectIds;
  if (only === undefined) return words.nobody;
  if (projectIds.length > 1) return words.projects(projectIds.length);
  return projects.find(({ id }) => id === only)?.name ?? words.projects(1);
}
