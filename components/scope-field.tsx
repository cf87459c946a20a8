'use client';

import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { RadioGroup } from '@/components/ui/radio-group';
import { managerWords } from '@/components/words/managers';
import type { Scope } from '@/lib/kernel/scope';
import type { ProjectView } from '@/lib/projects/schema';

export interface ScopeValue {
  scope: Scope;
  projectIds: string[];
}

export interface ScopeFieldProps {
  value: ScopeValue;
  onValueChange: (value: ScopeValue) => void;
  projects: readonly Pick<ProjectView, 'id' | 'name'>[];
  label?: string;
  labels?: { platform: string; project: string };
  help?: { platform: string; project: string };
  error?: string | undefined;
  /** `projects`: nothing platform-wide is offered, to those who may not make it. */
  offers?: 'both' | 'projects';
}

const words = managerWords.scope;

/** All projects, or chosen ones. The same for secret managers, connections and API keys. */
export function ScopeField({
  value,
  onValueChange,
  projects,
  label = words.label,
  labels = words,
  help,
  error,
  offers = 'both',
}: ScopeFieldProps) {
  if (offers === 'projects') {
    return (
      <Field kind="group" label={label} help={help?.project} error={error}>
        <ProjectChoice
          chosenIds={value.projectIds}
          onChosenChange={(projectIds) => onValueChange({ scope: 'project', projectIds })}
          projects={projects}
        />
      </Field>
    );
  }
  const options = [
    { value: 'platform' as const, label: labels.platform, help: help?.platform ?? words.platformHelp },
    { value: 'project' as const, label: labels.project, help: help?.project ?? words.projectHelp },
  ];
  return (
    <div className="grid gap-2">
      <Field kind="group" label={label} error={error}>
        <RadioGroup
          value={value.scope}
          onValueChange={(scope) => onValueChange({ ...value, scope })}
          options={options}
        />
      </Field>
      {value.scope === 'project' && (
        <ProjectChoice
          chosenIds={value.projectIds}
          onChosenChange={(projectIds) => onValueChange({ ...value, projectIds })}
          projects={projects}
        />
      )}
    </div>
  );
}

export interface ProjectChoiceProps {
  chosenIds: readonly string[];
  onChosenChange: (ids: string[]) => void;
  projects: readonly Pick<ProjectView, 'id' | 'name'>[];
  /** What no choice at all means: a scope that denies everybody, or nothing special. */
  whenNone?: 'denies' | 'fine';
}

/** A list of projects to tick. */
export function ProjectChoice({
  chosenIds,
  onChosenChange,
  projects,
  whenNone = 'denies',
}: ProjectChoiceProps) {
  if (projects.length === 0) return <p className="text-ink-3 text-xs">{words.noProjects}</p>;
  const toggle = (id: string, isChosen: boolean) =>
    onChosenChange(isChosen ? [...chosenIds, id] : chosenIds.filter((chosen) => chosen !== id));
  return (
    <fieldset className="rounded border bg-surface">
      <legend className="sr-only">{words.chooseProjects}</legend>
      <div className="grid max-h-48 gap-1.5 overflow-y-auto px-3 py-2.5">
        {projects.map((project) => (
          <Checkbox
            key={project.id}
            label={project.name}
            isChecked={chosenIds.includes(project.id)}
            onCheckedChange={(isChosen) => toggle(project.id, isChosen)}
          />
        ))}
      </div>
      {chosenIds.length === 0 && whenNone === 'denies' && (
        <p className="border-t px-3 py-1.5 text-warn-ink text-xs">{words.emptyDenies}</p>
      )}
    </fieldset>
  );
}
