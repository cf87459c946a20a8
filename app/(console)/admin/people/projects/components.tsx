'use client';

import { FolderTree, Plus, Trash2 } from 'lucide-react';
import { useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { Dialog } from '@/components/ui/dialog';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { Form } from '@/components/ui/form';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { RelativeTime } from '@/components/ui/relative-time';
import { Table, TableBody, TableHead, Td, Th, Tr } from '@/components/ui/table';
import { toast } from '@/components/ui/toast';
import { useKeptState } from '@/components/ui/use-kept-state';
import { useOutcome } from '@/components/use-outcome';
import type { ProjectView } from '@/lib/projects/schema';
import { createAction, removeAction } from './actions';
import { words } from './words';

/** The button and the one-field form. */
export function AddProject() {
  const [isOpen, setOpen] = useKeptState('add-project open', false);
  const [name, setName] = useKeptState('add-project name', '');
  const create = useOutcome(createAction);
  const formId = useId();
  const save = async () => {
    const outcome = await create.run({ name });
    if (!outcome.ok) return;
    setOpen(false);
    setName('');
    toast.done(words.form.added(outcome.value.name));
  };
  return (
    <>
      <Button variant="primary" icon={<Plus />} onClick={() => setOpen(true)}>
        {words.add}
      </Button>
      <Dialog
        isOpen={isOpen}
        onOpenChange={setOpen}
        size="sm"
        title={words.form.title}
        footer={
          <Button type="submit" form={formId} variant="primary" isBusy={create.isBusy}>
            {words.form.submit}
          </Button>
        }
      >
        <Form keptAs="add-project" id={formId} problem={create.problem} onSubmit={save}>
          <Field label={words.form.name} error={create.fieldError('name')} isRequired>
            <Input value={name} onChange={(event) => setName(event.target.value)} />
          </Field>
        </Form>
      </Dialog>
    </>
  );
}

/** A line for each project. */
export function ProjectTable({
  projects,
  mayWrite,
}: {
  projects: readonly ProjectView[];
  mayWrite: boolean;
}) {
  const [removed, setRemoved] = useState<ProjectView>();
  if (projects.length === 0) {
    const empty = mayWrite ? words.empty : words.emptyToOthers;
    return (
      <EmptyState icon={FolderTree} title={empty.title}>
        {empty.text}
      </EmptyState>
    );
  }
  return (
    <>
      <Table label={words.title}>
        <TableHead>
          <Th>{words.columns.name}</Th>
          <Th>{words.columns.members}</Th>
          <Th>{words.columns.added}</Th>
          {mayWrite && <Th isHidden>{words.columns.actions}</Th>}
        </TableHead>
        <TableBody>
          {projects.map((project) => (
            <Tr key={project.id}>
              <Td narrow="title" className="font-medium [overflow-wrap:anywhere]">
                {project.name}
              </Td>
              <Td>{words.members(project.memberCount)}</Td>
              <Td>
                <RelativeTime at={project.createdAt} />
              </Td>
              {mayWrite && (
                <Td narrow="aside" align="right" className="md:py-0">
                  <IconButton
                    size="sm"
                    label={words.remove.label(project.name)}
                    icon={<Trash2 />}
                    onClick={() => setRemoved(project)}
                  />
                </Td>
              )}
            </Tr>
          ))}
        </TableBody>
      </Table>
      {removed && <RemoveProject project={removed} onClose={() => setRemoved(undefined)} />}
    </>
  );
}

function RemoveProject({ project, onClose }: { project: ProjectView; onClose: () => void }) {
  const removal = useOutcome(removeAction);
  const remove = async () => {
    const outcome = await removal.run(project.id);
    if (!outcome.ok) return outcome.problem;
    toast.done(words.remove.done(project.name));
    return undefined;
  };
  return (
    <Confirm
      isOpen
      onOpenChange={onClose}
      title={words.remove.title(project.name)}
      confirmLabel={words.remove.action}
      onConfirm={remove}
    >
      {words.remove.text}
    </Confirm>
  );
}
