'use client';

import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { Notice } from '@/components/ui/notice';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import { uiWords } from '@/components/words/ui';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { ManagerScope } from '../manager-scope';
import { PlanField } from '../plan-field';
import { updateAction } from './actions';
import { words } from './words';

export interface EditSheetProps {
  manager: ManagerView;
  projects: readonly ProjectView[];
  onClose: () => void;
}

/** Name, who may use it, and the plan. */
export function EditSheet({ manager, projects, onClose }: EditSheetProps) {
  const [draft, setDraft] = useKeptState('edit-manager draft', {
    name: manager.name,
    scope: manager.scope,
    projectIds: manager.projectIds,
    plan: manager.plan === 'none' ? ('other' as const) : manager.plan,
  });
  const update = useOutcome(updateAction);
  const formId = useId();
  const isNarrower =
    draft.scope === 'project' &&
    manager.boundReferenceCount > 0 &&
    (manager.scope === 'platform' || manager.projectIds.some((id) => !draft.projectIds.includes(id)));
  const save = async () => {
    const { plan, ...rest } = draft;
    const patch = manager.plan === 'none' ? rest : { ...rest, plan };
    const saved = await update.run({ id: manager.id, patch });
    if (!saved.ok) return;
    toast.done(words.rename.saved);
    onClose();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={words.rename.sheet}
      footer={
        <>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={update.isBusy}>
            {words.rename.save}
          </Button>
        </>
      }
    >
      <Form keptAs="edit-manager" id={formId} problem={update.problem} onSubmit={save}>
        <Field label={words.rename.name} error={update.fieldError('name')} isRequired>
          <Input value={draft.name} onChange={(event) => setDraft({ ...draft, name: event.target.value })} />
        </Field>
        <ManagerScope
          value={{ scope: draft.scope, projectIds: draft.projectIds }}
          onValueChange={(scope) => setDraft({ ...draft, ...scope })}
          projects={projects}
          error={update.fieldError('projectIds')}
        />
        {isNarrower && <Notice tone="warn">{words.rename.narrower}</Notice>}
        {manager.plan !== 'none' && (
          <PlanField value={draft.plan} onValueChange={(plan) => setDraft({ ...draft, plan })} />
        )}
      </Form>
    </Sheet>
  );
}
