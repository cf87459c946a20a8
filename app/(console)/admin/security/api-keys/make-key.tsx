'use client';

import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { ScopeField } from '@/components/scope-field';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';
import { Select } from '@/components/ui/select';
import { Sheet } from '@/components/ui/sheet';
import { useOutcome } from '@/components/use-outcome';
import { keyRoles } from '@/lib/kernel/permissions';
import type { Scope } from '@/lib/kernel/scope';
import type { ProjectView } from '@/lib/projects/schema';
import { createAction } from './actions';
import { NewKey } from './new-key';
import { words } from './words';

const lifetimesDays = { never: undefined, d30: 30, d90: 90, d365: 365 } as const;
type Lifetime = keyof typeof lifetimesDays;
const dayMs = 24 * 3_600_000;

const blank = {
  name: '',
  role: 'workload' as (typeof keyRoles)[number],
  scope: 'platform' as Scope,
  projectIds: [] as string[],
  lifetime: 'never' as Lifetime,
};

export interface MakeKeyProps {
  projects: readonly ProjectView[];
  origin: string;
}

/** The button, the form, and the key that it made, shown once. */
export function MakeKey({ projects, origin }: MakeKeyProps) {
  const [isOpen, setOpen] = useState(false);
  const [draft, setDraft] = useState(blank);
  const [made, setMade] = useState<{ name: string; apiKey: string }>();
  const create = useOutcome(createAction);
  const formId = useId();
  const change = (part: Partial<typeof blank>) => setDraft({ ...draft, ...part });
  const save = async () => {
    const { lifetime, ...rest } = draft;
    const days = lifetimesDays[lifetime];
    const expiresAt = days === undefined ? undefined : new Date(Date.now() + days * dayMs).toISOString();
    const outcome = await create.run({ ...rest, ...(expiresAt ? { expiresAt } : {}) });
    if (!outcome.ok) return;
    setOpen(false);
    setDraft(blank);
    setMade({ name: outcome.value.name, apiKey: outcome.value.key });
    create.reset();
  };
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        {words.make}
      </Button>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={words.form.title}
        footer={
          <Button type="submit" form={formId} variant="primary" isBusy={create.isBusy}>
            {words.form.submit}
          </Button>
        }
      >
        <Form id={formId} problem={create.problem} onSubmit={() => void (create.isBusy || save())}>
          <Field
            label={words.form.name}
            help={words.form.nameHelp}
            error={create.fieldError('name')}
            isRequired
          >
            <Input value={draft.name} onChange={(event) => change({ name: event.target.value })} />
          </Field>
          <Field kind="group" label={words.form.role}>
            <RadioGroup
              value={draft.role}
              onValueChange={(role) => change({ role })}
              options={keyRoles.map((role) => ({ value: role, ...words.roles[role] }))}
            />
          </Field>
          <ScopeField
            label={words.form.scope}
            help={words.form.scopeHelp}
            value={{ scope: draft.scope, projectIds: draft.projectIds }}
            onValueChange={change}
            projects={projects}
            error={create.fieldError('projectIds')}
          />
          <Field label={words.form.expiry} error={create.fieldError('expiresAt')}>
            <Select<Lifetime>
              value={draft.lifetime}
              onValueChange={(lifetime) => change({ lifetime })}
              options={(['never', 'd30', 'd90', 'd365'] as const).map((value) => ({
                value,
                label: words.form.expiries[value],
              }))}
            />
          </Field>
        </Form>
      </Sheet>
      {made && <NewKey {...made} origin={origin} onStored={() => setMade(undefined)} />}
    </>
  );
}
