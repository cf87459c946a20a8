import type { ReportItem } from '@/lib/access-report/schema';
import type { AppId } from '@/lib/kernel/apps';
import { linesOf } from '../../../patterns/pattern-lines';
import type { ProjectDraft } from './draft';

/** Grants that would let a refused connection through. */
export interface Proposal {
  connection: { key: string; name: string };
  app: AppId;
  fields: string[];
  projects: { id: string; name: string; patterns: string[] }[];
}

/** What a report says that a connection lacks of a secret manager, for one field or for all. Undefined: nothing. */
export function proposalOf(
  items: readonly ReportItem[],
  wanted: { secretManagerId: string; connection: string; field?: string | undefined },
): Proposal | undefined {
  const refused = items.flatMap(({ field, secretManager }) =>
    field?.pattern &&
    secretManager?.id === wanted.secretManagerId &&
    field.connection.key === wanted.connection &&
    (wanted.field === undefined || field.name === wanted.field)
      ? [{ ...field, pattern: field.pattern }]
      : [],
  );
  const [first] = refused;
  if (!first) return undefined;
  const names = new Map(
    refused.flatMap(({ projects }) => projects.map(({ id, name }) => [id, name] as const)),
  );
  return {
    connection: first.connection,
    app: first.app,
    fields: refused.map(({ name }) => name),
    projects: [...names].map(([id, name]) => {
      const lacking = refused.filter(({ projects }) => projects.some((project) => project.id === id));
      return { id, name, patterns: [...new Set(lacking.map(({ pattern }) => pattern))] };
    }),
  };
}

/** A draft with what is proposed added to it; nothing of it is taken away. */
export function withProposal(draft: readonly ProjectDraft[], { projects, fields }: Proposal): ProjectDraft[] {
  const widened = draft.map((each) => {
    const patterns = projects.find(({ id }) => id === each.projectId)?.patterns ?? [];
    return patterns.length === 0 ? each : { ...each, text: [...linesOf(each.text), ...patterns].join('\n') };
  });
  const added = projects
    .filter(({ id }) => !draft.some(({ projectId }) => projectId === id))
    .map(({ id, name, patterns }) => ({
      projectId: id,
      projectName: name,
      text: patterns.join('\n'),
      boundFields: fields.length,
    }));
  return [...widened, ...added];
}
