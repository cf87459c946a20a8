'use client';

import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import { uiWords } from '@/components/words/ui';
import { leastRole } from '@/lib/kernel/role';
import type { ProjectView } from '@/lib/projects/schema';
import type { UserView } from '@/lib/users/schema';
import { updateAction } from './actions';
import { RoleFields, type RoleValue } from './role-fields';
import { words } from './words';

export interface EditUserProps {
  user: UserView;
  projects: readonly ProjectView[];
  onClose: () => void;
}

/** Name, role and projects of somebody. */
export function EditUser({ user, projects, onClose }: EditUserProps) {
  const [name, setName] = useKeptState('edit-user name', user.name);
  const [role, setRole] = useKeptState<RoleValue>('edit-user role', {
    // A role that is none is chosen again.
    role: user.role === 'none' ? leastRole : user.role,
    projectIds: user.projectIds,
  });
  const update = useOutcome(updateAction);
  const formId = useId();
  const save = async () => {
    const outcome = await update.run({ id: user.id, patch: { name, ...role } });
    if (!outcome.ok) return;
    toast.done(words.form.saved(outcome.value.name));
    onClose();
  };
  return (
    <Sheet
      isOpen
      onOpenChange={onClose}
      title={words.form.editTitle}
      description={user.email}
      footer={
        <>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button type="submit" form={formId} variant="primary" isBusy={update.isBusy}>
            {words.form.save}
          </Button>
        </>
      }
    >
      <Form keptAs="edit-user" id={formId} problem={update.problem} onSubmit={save}>
        <Field label={words.form.name} error={update.fieldError('name')} isRequired>
          <Input value={name} onChange={(event) => setName(event.target.value)} />
        </Field>
        <RoleFields
          value={role}
          onValueChange={setRole}
          projects={projects}
          error={update.fieldError('projectIds')}
        />
      </Form>
    </Sheet>
  );
}
