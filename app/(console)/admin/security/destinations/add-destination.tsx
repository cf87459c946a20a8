'use client';

import { Plus } from 'lucide-react';
import { useId } from 'react';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ProjectView } from '@/lib/projects/schema';
import { addAction } from './actions';
import { placeText } from './place-text';
import { words } from './words';

// No project has this id: they are UUIDs.
const all = 'all';

export interface AddDestinationProps {
  projects: readonly ProjectView[];
  /** Whether destinations for all projects are the caller's to add. */
  isForPlatform: boolean;
}

/** The button and the form of a new destination. */
export function AddDestination({ projects, isForPlatform }: AddDestinationProps) {
  const choices = [
    ...(isForPlatform ? [{ value: all, label: words.allProjects }] : []),
    ...projects.map(({ id, name }) => ({ value: id, label: name })),
  ];
  const blank = { host: '', port: '', project: choices[0]?.value ?? '', allowsPlain: false };
  const [isOpen, setOpen] = useKeptState('add-destination open', false);
  const [draft, setDraft] = useKeptState('add-destination draft', blank);
  const add = useOutcome(addAction);
  const formId = useId();
  const change = (part: Partial<typeof blank>) => setDraft({ ...draft, ...part });
  const save = async () => {
    const { host, port, project, allowsPlain } = draft;
    const projectId = project === all ? null : project;
    const outcome = await add.run({ host, port: Number(port), projectId, allowsPlain });
    if (!outcome.ok) return;
    setOpen(false);
    setDraft(blank);
    add.reset();
    toast.done(words.added(placeText(outcome.value)));
  };
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        {words.add}
      </Button>
      <Sheet
        isOpen={isOpen}
        onOpenChange={setOpen}
        title={words.form.title}
        footer={
          <Button type="submit" form={formId} variant="primary" isBusy={add.isBusy}>
            {words.form.submit}
          </Button>
        }
      >
        <Form keptAs="add-destination" id={formId} problem={add.problem} onSubmit={save}>
          <Field label={words.form.host} help={words.form.hostHelp} error={add.fieldError('host')} isRequired>
            <Input
              isMono
              value={draft.host}
              spellCheck={false}
              autoComplete="off"
              onChange={(event) => change({ host: event.target.value })}
            />
          </Field>
          <Field label={words.form.port} help={words.form.portHelp} error={add.fieldError('port')} isRequired>
            <Input
              isMono
              inputMode="numeric"
              value={draft.port}
              autoComplete="off"
              onChange={(event) => change({ port: event.target.value })}
            />
          </Field>
          <Field label={words.form.project} help={words.form.projectHelp} error={add.fieldError('projectId')}>
            <Select
              value={draft.project}
              onValueChange={(project) => change({ project })}
              options={choices}
            />
          </Field>
          <Checkbox
            label={words.form.plain}
            help={words.form.plainHelp}
            isChecked={draft.allowsPlain}
            onCheckedChange={(allowsPlain) => change({ allowsPlain })}
          />
        </Form>
      </Sheet>
    </>
  );
}
