'use client';

import { useState } from 'react';
import { apiGet, problemIn } from '@/components/query/api-get';
import { toast } from '@/components/ui/toast';
import type { ConnectionView } from '@/lib/connections/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { update } from '../actions';
import { ConnectionForm } from '../form/connection-form';
import { draftOf, patchOf, rebase } from '../form/draft';
import { environmentDraftOf, isSameEnvironment, troublesOfEnvironment } from '../form/environment-draft';
import { formWords } from '../form/words';
import { LatestChange } from './history/latest-change';

export interface EditFormProps {
  view: ConnectionView;
  projects: readonly ProjectView[];
  mayBePlatformWide: boolean;
  onSaved: (view: ConnectionView) => void;
}

/** The form of a saved connection. It remembers which revision its changes are based on. */
export function EditForm({ view, projects, mayBePlatformWide, onSaved }: EditFormProps) {
  const [base, setBase] = useState(view);
  // Its variables are shown as they are by now, not as they were when the form was opened.
  const isSame = isSameEnvironment(environmentDraftOf(view), environmentDraftOf(base));
  return (
    <ConnectionForm
      app={base.app}
      projects={projects}
      mayBePlatformWide={mayBePlatformWide}
      draftAtFirst={draftOf(base)}
      savedEnvironment={isSame ? view.environment : base.environment}
      environmentTroubles={isSame ? troublesOfEnvironment(view) : []}
      mode="update"
      save={(draft) => update({ key: base.key, patch: patchOf(draftOf(base), base.revision, draft) })}
      latestChange={<LatestChange connection={base.key} app={base.app} projects={projects} />}
      onSaved={(saved) => {
        setBase(saved);
        onSaved(saved);
      }}
      takeOver={async (draft) => {
        try {
          const now = await apiGet<ConnectionView>(`/api/v1/connections/${base.key}`);
          setBase(now);
          toast.note(formWords.conflict.taken);
          return {
            ok: true,
            value: { base: draftOf(now), draft: rebase(draftOf(base), draft, draftOf(now)) },
          };
        } catch (error) {
          return { ok: false, problem: problemIn(error) };
        }
      }}
    />
  );
}
