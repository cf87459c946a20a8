'use client';

import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { Sheet } from '@/components/ui/sheet';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ProjectView } from '@/lib/projects/schema';
import type { ResetLinkView } from '@/lib/users/schema';
import { createAction } from './actions';
import { OneTimeLink } from './one-time-link';
import { RoleFields, type RoleValue } from './role-fields';
import { words } from './words';

const blank = { name: '', email: '' };
const blankRole: RoleValue = { role: 'builder', projectIds: [] };

/** The button, the form, and the invitation's link when it is made. What was typed stays while the sheet is shut and opened again. */
export function AddUser({ projects }: { projects: readonly ProjectView[] }) {
  const [isOpen, setOpen] = useKeptState('add-user open', false);
  const [person, setPerson] = useKeptState('add-user person', blank);
  const [role, setRole] = useKeptState('add-user role', blankRole);
  const [made, setMade] = useState<ResetLinkView>();
  const create = useOutcome(createAction);
  const formId = useId();
  const set = (field: keyof typeof blank) => (event: { target: { value: string } }) =>
    setPerson({ ...person, [field]: event.target.value });
  const save = async () => {
    const outcome = await create.run({ ...person, ...role });
    if (!outcome.ok) return;
    setOpen(false);
    setPerson(blank);
    setRole(blankRole);
    const { invitation, email } = outcome.value;
    if (invitation) setMade({ ...invitation, email });
  };
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        {words.add}
      </Button>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={words.form.addTitle}
        description={words.form.addText}
        footer={
          <Button type="submit" form={formId} variant="primary" isBusy={create.isBusy}>
            {words.form.submit}
          </Button>
        }
      >
        <Form keptAs="add-user" id={formId} problem={create.problem} onSubmit={save}>
          <Field label={words.form.name} error={create.fieldError('name')} isRequired>
            <Input value={person.name} onChange={set('name')} />
          </Field>
          <Field label={words.form.email} error={create.fieldError('email')} isRequired>
            <Input type="email" value={person.email} onChange={set('email')} />
          </Field>
          <RoleFields
            value={role}
            onValueChange={setRole}
            projects={projects}
            error={create.fieldError('projectIds')}
          />
        </Form>
      </Sheet>
      {made && <OneTimeLink kind="invitation" made={made} onDone={() => setMade(undefined)} />}
    </>
  );
}
