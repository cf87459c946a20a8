import { type AppId, isAppId } from '@/lib/kernel/apps';
import { type ConnectionDraft, newDraft, ownDraft } from '../../form/draft';
import { type KeptDraft, keptOf, withKept } from '../../form/kept-draft';
import type { Imported } from './import-draft';

/** What an import became, without typed secrets: it may lie in the tab's storage over a reload. */
export interface KeptImport {
  app: AppId;
  draft: KeptDraft;
}

/** What is kept of an import, and the labels of the secrets that are left out of it. */
export function keptOfImport({ app, draft }: Imported): { value: KeptImport; secrets: string[] } {
  const { value, secrets } = keptOf(emptyOf(app), draft);
  return { value: { app, draft: value }, secrets };
}

/** The import that was kept, its secrets to be typed again; undefined when another version kept what means nothing here. */
export async function readKeptImport(kept: unknown): Promise<Imported | undefined> {
  if (typeof kept !== 'object' || kept === null || !('app' in kept) || !('draft' in kept)) return undefined;
  const { readKeptDraft } = await import('../../form/kept-schema');
  const { app } = kept;
  const draft = readKeptDraft(kept.draft);
  if (typeof app !== 'string' || !isAppId(app) || !draft) return undefined;
  return { app, draft: withKept(emptyOf(app), draft, ownDraft) };
}

/** The app's own fields, with nothing in them and used by nobody. */
function emptyOf(app: AppId): ConnectionDraft {
  const draft = newDraft(app, { scope: 'project', projectIds: [] });
  return { ...draft, fields: draft.fields.filter(({ isOwn }) => !isOwn) };
}
