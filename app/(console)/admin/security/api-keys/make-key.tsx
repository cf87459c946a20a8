'use client';

import { Plus } from 'lucide-react';
import { useId, useState } from 'react';
import { ScopeField } from '@/components/scope-field';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { RadioGroup } from '@/components/ui/radio-group';
import { Sheet } from '@/components/ui/sheet';
import { Textarea } from '@/components/ui/textarea';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import { roleWords } from '@/components/words/roles';
import type { KeyDefaults } from '@/lib/api-keys/schema';
import { keyRoles } from '@/lib/kernel/role';
import type { ManagerView } from '@/lib/managers/schema';
import type { ProjectView } from '@/lib/projects/schema';
import { createAction } from './actions';
import { ConnectionChoice } from './connection-choice';
import { EndingField } from './ending-field';
import { hindranceOf, type KeyDraft, keyDraftShape, keyInputOf, newKeyDraft } from './key-draft';
import { NewKey } from './new-key';
import { ReadableFields } from './readable-fields';
import { words } from './words';

export interface MakeKeyProps {
  projects: readonly ProjectView[];
  managers: readonly ManagerView[];
  defaults: KeyDefaults;
  origin: string;
}

/** The button, the form, and the key that it made, shown once. */
export function MakeKey({ projects, managers, defaults, origin }: MakeKeyProps) {
  const [isOpen, setOpen] = useKeptState('make-key open', false);
  const [draft, setDraft] = useKeptState('make-key draft', () => newKeyDraft(defaults), keyDraftShape);
  const [lacks, setLacks] = useState<ReturnType<typeof hindranceOf>>();
  const [made, setMade] = useState<{ name: string; apiKey: string }>();
  const create = useOutcome(createAction);
  const formId = useId();
  const change = (part: Partial<KeyDraft>) => {
    setLacks(undefined);
    setDraft({ ...draft, ...part });
  };
  const save = async () => {
    const nowMs = Date.now();
    const hindrance = hindranceOf(draft, nowMs);
    setLacks(hindrance);
    if (hindrance) return;
    const outcome = await create.run(keyInputOf(draft, nowMs));
    if (!outcome.ok) return;
    setOpen(false);
    setDraft(newKeyDraft(defaults));
    setMade({ name: outcome.value.name, apiKey: outcome.value.key });
    create.reset();
  };
  const fields = create.problem?.fields ?? {};
  const errorAt = (start: string) => Object.entries(fields).find(([path]) => path.startsWith(start))?.[1];
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        {words.make}
      </Button>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        size="lg"
        title={words.form.title}
        footer={
          <Button type="submit" form={formId} variant="primary" isBusy={create.isBusy}>
            {words.form.submit}
          </Button>
        }
      >
        <Form keptAs="make-key" id={formId} problem={create.problem} onSubmit={save}>
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
              options={keyRoles.map((role) => ({
                value: role,
                ...roleWords[role],
                ...(role === 'admin' ? { help: words.adminHelp } : {}),
              }))}
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
          <ConnectionChoice
            draft={draft}
            onChange={change}
            error={lacks === 'connections' ? words.form.chooseConnection : errorAt('connections')}
          />
          <ReadableFields
            draft={draft}
            onChange={change}
            managers={managers}
            error={lacks === 'readable' ? words.form.chooseReadable : errorAt('references')}
          />
          <EndingField
            draft={draft}
            onChange={change}
            defaults={defaults}
            error={lacks === 'date' ? words.form.dayPast : create.fieldError('expiresAt')}
          />
          <Field
            label={words.form.networks}
            help={words.form.networksHelp}
            error={errorAt('networks')}
            isOptional
          >
            <Textarea
              isMono
              value={draft.networks}
              placeholder="10.0.0.0/8"
              onChange={(event) => change({ networks: event.target.value })}
            />
          </Field>
        </Form>
      </Sheet>
      {made && <NewKey {...made} origin={origin} onStored={() => setMade(undefined)} />}
    </>
  );
}
