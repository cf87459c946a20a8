'use client';

import { useState } from 'react';
import type { UseFormReturn } from 'react-hook-form';
import { useTops } from '@/components/picker/use-browse';
import { Checkbox } from '@/components/ui/checkbox';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { ProblemNote } from '@/components/ui/notice';
import { Select } from '@/components/ui/select';
import { issueText } from '@/components/words/message-text';
import type { ManagerView } from '@/lib/managers/schema';
import { environmentGrammarOf } from '@/lib/providers/references';
import type { ConnectionDraft } from './draft';
import type { EnvironmentDraft } from './environment-draft';
import { environmentWords as words } from './environment-words';
import { useVariables } from './use-variables';
import { VariableList } from './variable-list';

export interface EnvironmentEditorProps {
  form: UseFormReturn<ConnectionDraft>;
  draft: EnvironmentDraft;
  /** Those that have Environments. */
  managers: readonly ManagerView[];
}

// No id of an Environment.
const byId = ':id';

/** Which Environment, through which secret manager, under which prefix, and all of its variables or some. */
export function EnvironmentEditor({ form, draft, managers }: EnvironmentEditorProps) {
  const manager = managers.find(({ id }) => id === draft.secretManagerId);
  const scheme = manager && environmentGrammarOf(manager)?.scheme;
  const [top] = useTops(manager && scheme ? [{ managerId: manager.id, scheme, level: 'environment' }] : []);
  const listed = top?.listing.data;
  const isListed = listed?.some(({ id }) => id === draft.environmentId) ?? false;
  const [isAsked, setAsked] = useState(false);
  // One that is not listed, or where none can be listed, is named by its id.
  const isById =
    manager !== undefined &&
    (isAsked ||
      listed?.length === 0 ||
      top?.listing.problem !== undefined ||
      (listed !== undefined && draft.environmentId !== '' && !isListed));
  const variables = useVariables(draft);
  const errors = form.formState.errors.environment;
  const change = (part: Partial<EnvironmentDraft>) => {
    form.clearErrors('environment');
    form.setValue('environment', { ...draft, ...part }, { shouldDirty: true });
  };
  const { only: _only, ...whole } = draft;
  const choose = (environmentId: string) => {
    setAsked(environmentId === byId);
    const title = listed?.find(({ id }) => id === environmentId)?.title ?? '';
    form.clearErrors('environment');
    form.setValue(
      'environment',
      { ...whole, environmentId: environmentId === byId ? '' : environmentId, title },
      { shouldDirty: true },
    );
  };
  const names = (variables.data ?? []).map(({ title }) => title);
  return (
    <>
      <Field label={words.manager} error={issueText(errors?.secretManagerId?.message)} isRequired>
        <Select
          value={draft.secretManagerId || undefined}
          onValueChange={(secretManagerId) => {
            setAsked(false);
            form.clearErrors('environment');
            form.setValue(
              'environment',
              { ...whole, secretManagerId, environmentId: '', title: '' },
              { shouldDirty: true },
            );
          }}
          options={managers.map(({ id, name }) => ({ value: id, label: name }))}
        />
      </Field>
      {manager && !(listed?.length === 0) && !top?.listing.problem && (
        <Field
          label={words.environment}
          error={isById ? undefined : issueText(errors?.environmentId?.message)}
          isRequired
        >
          <Select
            value={isById ? byId : draft.environmentId || undefined}
            onValueChange={choose}
            isDisabled={listed === undefined}
            options={[
              ...(listed ?? []).map(({ id, title }) => ({ value: id, label: title })),
              { value: byId, label: words.byId },
            ]}
          />
        </Field>
      )}
      {top?.listing.problem && <ProblemNote problem={top.listing.problem} />}
      {isById && (
        <Field
          label={words.id}
          help={listed?.length === 0 ? `${words.noneListed} ${words.idHelp}` : words.idHelp}
          error={issueText(errors?.environmentId?.message)}
          isRequired
        >
          <Input
            isMono
            value={draft.environmentId}
            onChange={(event) => {
              setAsked(true);
              change({ environmentId: event.target.value.trim(), title: '' });
            }}
          />
        </Field>
      )}
      {draft.environmentId !== '' && (
        <>
          <Field
            label={words.prefix}
            help={words.prefixHelp}
            error={issueText(errors?.prefix?.message)}
            isOptional
          >
            <Input isMono value={draft.prefix} onChange={(event) => change({ prefix: event.target.value })} />
          </Field>
          {variables.problem && <ErrorState problem={variables.problem} onRetry={variables.retry} />}
          <Checkbox
            label={words.onlySome}
            help={words.onlySomeHelp}
            isChecked={draft.only !== undefined}
            onCheckedChange={(isSome) => {
              form.clearErrors('environment');
              const next = isSome ? { ...whole, only: names } : whole;
              form.setValue('environment', next, { shouldDirty: true });
            }}
          />
          <VariableList
            draft={draft}
            variables={variables}
            own={form.watch('fields')}
            error={issueText(onlyMessage(errors?.only))}
            onOnly={(only) => change({ only })}
          />
        </>
      )}
    </>
  );
}

/** Of a list the form keeps one message for all, or one for each of its names. */
function onlyMessage(error: unknown): string | undefined {
  const [first] = Array.isArray(error) ? error.filter(Boolean) : [error];
  const message: unknown = Object(first).message;
  return typeof message === 'string' ? message : undefined;
}
