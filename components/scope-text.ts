import { managerWords } from '@/components/words/managers';
import type { Scope } from '@/lib/kernel/scope';
import type { ProjectView } from '@/lib/projects/schema';

/** Who may use a thing, in a few words: all, one project by its name, more by their number. */
export function scopeText(
  { scope, projectIds }: { scope: Scope; projectIds: readonly string[] },
  projects: readonly Pick<ProjectView, 'id' | 'name'>[],
): string {
  if (scope === 'platform') return managerWords.scope.platform;
  const [only] = projectIds;
  if (only === undefined) return managerWords.scope.nobody;
  const name = projects.find(({ id }) => id === only)?.name;
  return projectIds.length === 1 && name ? name : managerWords.scope.projects(projectIds.length);
}
