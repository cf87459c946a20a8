import type { AccessInput, AccessView } from '@/lib/managers/access-schema';
import { linesOf } from '../../../patterns/pattern-lines';

/** What one project may use, while it is edited. */
export interface ProjectDraft {
  projectId: string;
  projectName: string;
  /** One pattern a line. */
  text: string;
  boundFields: number;
}

/** The projects of a saved access, to edit. */
export function draftOf({ projects }: AccessView): ProjectDraft[] {
  return projects.map(({ patterns, ...project }) => ({ ...project, text: patterns.join('\n') }));
}

/** What is sent, based on a revision of the saved access. */
export function inputOf(draft: readonly ProjectDraft[], revision: number): AccessInput {
  return { projects: draft.map(({ projectId, text }) => ({ projectId, patterns: linesOf(text) })), revision };
}

/** What puts a saved access back, unless somebody changed what took its place, which is of this revision. */
export function inputBefore({ projects }: AccessView, revision: number): AccessInput {
  return { projects: projects.map(({ projectId, patterns }) => ({ projectId, patterns })), revision };
}

/** Whether two drafts would save the same, in whatever order. */
export function isSameDraft(one: readonly ProjectDraft[], other: readonly ProjectDraft[]): boolean {
  return asText(one) === asText(other);
}

/**
 * What somebody typed over what was saved `before`, put on what is saved `now`: projects that they changed, added or took
 * away stay so, the others are as somebody else left them.
 */
export function rebase(
  before: readonly ProjectDraft[],
  mine: readonly ProjectDraft[],
  now: readonly ProjectDraft[],
): ProjectDraft[] {
  const within = (drafts: readonly ProjectDraft[], { projectId }: ProjectDraft) =>
    drafts.find((each) => each.projectId === projectId);
  const isMine = (project: ProjectDraft) => {
    const saved = within(before, project);
    return !saved || !isSameDraft([saved], [project]);
  };
  const theirs = now.flatMap((project) => {
    const typed = within(mine, project);
    if (!typed) return within(before, project) ? [] : [project];
    return [isMine(typed) ? { ...project, text: typed.text } : project];
  });
  return [...theirs, ...mine.filter((project) => !within(now, project) && isMine(project))];
}

function asText(draft: readonly ProjectDraft[]): string {
  const projects = draft.map(({ projectId, text }) => [projectId, [...linesOf(text)].sort()] as const);
  return JSON.stringify([...projects].sort(([a], [b]) => (a < b ? -1 : 1)));
}
