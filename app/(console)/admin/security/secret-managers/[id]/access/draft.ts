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

/** What is sent. */
export function inputOf(draft: readonly ProjectDraft[]): AccessInput {
  return { projects: draft.map(({ projectId, text }) => ({ projectId, patterns: linesOf(text) })) };
}

/** What puts a saved access back. */
export function inputBefore({ projects }: AccessView): AccessInput {
  return { projects: projects.map(({ projectId, patterns }) => ({ projectId, patterns })) };
}

/** Whether two drafts would save the same, in whatever order. */
export function isSameDraft(one: readonly ProjectDraft[], other: readonly ProjectDraft[]): boolean {
  return asText(one) === asText(other);
}

function asText(draft: readonly ProjectDraft[]): string {
  const projects = draft.map(({ projectId, text }) => [projectId, [...linesOf(text)].sort()] as const);
  return JSON.stringify([...projects].sort(([a], [b]) => (a < b ? -1 : 1)));
}
