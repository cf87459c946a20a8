'use client';

import { ProjectChoice } from '@/components/scope-field';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { roleWords } from '@/components/words/roles';
import { personRoles } from '@/lib/kernel/role';
import type { ProjectView } from '@/lib/projects/schema';
import { words } from './words';

export interface RoleValue {
  role: (typeof personRoles)[number];
  projectIds: string[];
}

export interface RoleFieldsProps {
  value: RoleValue;
  onValueChange: (value: RoleValue) => void;
  projects: readonly ProjectView[];
  error: string | undefined;
}

/** What a person may do, and in which projects; admins reach all. */
export function RoleFields({ value, onValueChange, projects, error }: RoleFieldsProps) {
  return (
    <>
      <Field kind="group" label={words.form.role}>
        <RadioGroup
          value={value.role}
          onValueChange={(role) => onValueChange({ ...value, role })}
          options={personRoles.map((role) => ({ value: role, ...roleWords[role] }))}
        />
      </Field>
      {value.role !== 'admin' && (
        <Field kind="group" label={words.form.projects} help={words.form.projectsHelp} error={error}>
          <ProjectChoice
            whenNone="fine"
            chosenIds={value.projectIds}
            onChosenChange={(projectIds) => onValueChange({ ...value, projectIds })}
            projects={projects}
          />
        </Field>
      )}
    </>
  );
}
