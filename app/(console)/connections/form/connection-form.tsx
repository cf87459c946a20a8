'use client';

import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef, useState } from 'react';
import { type Resolver, useForm, useWatch } from 'react-hook-form';
import type { Binding } from '@/components/picker/binding';
import { ScopeField } from '@/components/scope-field';
import { Field } from '@/components/ui/field';
import { FormElement } from '@/components/ui/form-element';
import { FormSection } from '@/components/ui/form-section';
import { Input } from '@/components/ui/input';
import { toast } from '@/components/ui/toast';
import { useKept } from '@/components/ui/use-kept-state';
import { useMoveFocus } from '@/components/ui/use-move-focus';
import { useOneAtATime } from '@/components/ui/use-one-at-a-time';
import { usePreload } from '@/components/ui/use-preload';
import { runAsking } from '@/components/use-outcome';
import { saidAppOf } from '@/components/words/apps';
import { issueText } from '@/components/words/message-text';
import type { ConnectionView } from '@/lib/connections/schema';
import { type AppId, environmentApp } from '@/lib/kernel/apps';

import type { Outcome } from '@/lib/kernel/outcome';
import type { Problem } from '@/lib/kernel/problem';
import type { ProjectView } from '@/lib/projects/schema';
import { findingWords } from '../../findings/words';
import { type ConnectionDraft, draftOf, missingFields, ownDraft } from './draft';
import { EnvironmentSection } from './environment-section';
import { FieldsSection } from './fields-section';
import { keptOf, withKept } from './kept-draft';
import { KeyField } from './key-field';
import { placeProblem } from './place-problem';
import { SaveBar } from './save-bar';
import { useAskKey } from './use-key-look';
import { useLeaveGuard } from './use-leave-guard';
import { formWords as words } from './words';

export interface ConnectionFormProps {
  app: AppId;
  projects: readonly ProjectView[];
  mayBePlatformWide: boolean;
  /** What the form starts from, and goes back to when changes are discarded. */
  draftAtFirst: ConnectionDraft;
  /** It holds something that would be lost before anybody changes it. */
  isUnsavedAtFirst?: boolean;
  mode: 'create' | 'update';
  /** The Environment as it is saved, with its variables. */
  savedEnvironment?: ConnectionView['environment'];
  /** What is wrong with it. */
  environmentTroubles?: readonly string[];
  save: (draft: ConnectionDraft) => Promise<Outcome<ConnectionView>>;
  onSaved: (view: ConnectionView) => void;
  /** Who else changed it, and what; shown with a conflict. */
  latestChange?: ReactNode;
  /** Reads what somebody else saved and gives the draft that carries this one over to it. */
  takeOver?: (draft: ConnectionDraft) => Promise<Outcome<{ base: ConnectionDraft; draft: ConnectionDraft }>>;
}

const loadResolver = () => import('./form-resolver');
const formName = 'connection';

// What cannot be judged here, because the code for it did not come, is judged by the verb.
const resolver: Resolver<ConnectionDraft> = async (values, context, options) => {
  const loaded = await loadResolver().catch(() => undefined);
  return loaded ? loaded.resolveDraft(values, context, options) : { values, errors: {} };
};

/** The form of a connection. What is typed stays until it is saved, whatever the server says. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { app, projects, mayBePlatformWide, draftAtFirst, mode, save, onSaved } = props;
  const form = useForm<ConnectionDraft>({ resolver, defaultValues: draftAtFirst });
  usePreload(loadResolver);
  const { control, formState, setError } = form;
  const element = useRef<HTMLFormElement>(null);
  const moveFocus = useMoveFocus();
  const [problem, setProblem] = useState<Problem>();
  const [isMissingAsked, setMissingAsked] = useState(false);
  const nameExample = words.what.namePlaceholder(saidAppOf(app).name);
  const queries = useQueryClient();
  const askKey = useAskKey(mode === 'update' ? draftAtFirst.key : '');
  const guard = useLeaveGuard(formState.isDirty || props.isUnsavedAtFirst === true);
  const [access, fields] = useWatch({ control, name: ['access', 'fields'] });
  const missingCount = isMissingAsked ? missingFields(fields).length : 0;

  const focusWrong = () =>
    moveFocus(() => {
      const wrong = element.current?.querySelector<HTMLElement>('[aria-invalid="true"], [data-invalid]');
      return wrong?.matches('div') ? wrong.querySelector<HTMLElement>('button') : wrong;
    });

  /** Puts what the form lacks at its fields. Answers whether anything does. */
  const placeLacks = (values: ConnectionDraft, completeness: 'whole' | 'as-it-is'): boolean => {
    const hasNoProject = !mayBePlatformWide && values.access.projectIds.length === 0;
    if (hasNoProject) setError('access', { type: 'missing', message: words.who.chooseProject });
    const lacking = completeness === 'whole' ? missingFields(values.fields) : [];
    setMissingAsked(lacking.length > 0);
    for (const { name, isSecret } of lacking) {
      const at = values.fields.findIndex((field) => field.name === name);
      const message = isSecret ? words.field.missing : words.field.missingPlain;
      setError(`fields.${at}.state`, { type: 'missing', message });
    }
    return hasNoProject || lacking.length > 0;
  };
  // Saving would tell it too, but only once nothing else is wrong.
  const placeTakenKey = async (key: string) => {
    const look = await askKey(key);
    if (look?.isTaken && form.getValues('key') === key)
      setError('key', { type: 'conflict', message: words.what.keyTaken });
  };
  const submit = (completeness: 'whole' | 'as-it-is') => {
    setProblem(undefined);
    return form.handleSubmit(
      async (values) => {
        if (placeLacks(values, completeness)) {
          await placeTakenKey(values.key);
          return focusWrong();
        }
        const outcome = await runAsking(() => save(values));
        if (outcome.ok) {
          await queries.invalidateQueries({ queryKey: ['/api/v1/connections'] });
          await guard.release();
          if (mode === 'update') form.reset(draftOf(outcome.value));
          return onSaved(outcome.value);
        }
        setProblem(placeProblem(outcome.problem, values, setError));
        // What was said of the key is about the one that was sent.
        if (form.getValues('key') !== values.key) form.clearErrors('key');
        focusWrong();
      },
      async () => {
        const values = form.getValues();
        placeLacks(values, completeness);
        await placeTakenKey(values.key);
        focusWrong();
      },
    )();
  };
  const sending = useOneAtATime(submit);

  useKept(formName, {
    keep: () => keptOf(draftAtFirst, form.getValues()),
    restore: async (kept) => {
      const { readKeptDraft } = await import('./kept-schema');
      const read = readKeptDraft(kept);
      if (read) putIn(withKept(form.getValues(), read, ownDraft));
    },
  });
  const putIn = (draft: ConnectionDraft) => {
    for (const name of ['name', 'key', 'access', 'environment', 'fields'] as const) {
      form.setValue(name, draft[name], { shouldDirty: true });
    }
  };

  const saveUnverified = (index: number) => {
    const { state } = form.getValues(`fields.${index}`);
    if (state.kind !== 'bound') return;
    form.setValue(
      `fields.${index}.state`,
      { ...state, binding: { ...state.binding, trust: 'unverified' } },
      { shouldDirty: true },
    );
    return submit('as-it-is');
  };
  const repair = (index: number, binding: Binding) => {
    // What else is unsaved is not saved along with a repair.
    const isAlone = !formState.isDirty;
    const { state } = form.getValues(`fields.${index}`);
    const before = state.kind === 'bound' ? state : {};
    form.setValue(`fields.${index}.state`, { ...before, kind: 'bound', binding }, { shouldDirty: true });
    if (isAlone) return submit('as-it-is');
    toast.note(findingWords.repair.inForm);
    return undefined;
  };
  const takeOver = async () => {
    const outcome = await props.takeOver?.(form.getValues());
    if (!outcome) return;
    if (!outcome.ok) return setProblem(outcome.problem);
    form.reset(outcome.value.base);
    putIn(outcome.value.draft);
    setProblem(undefined);
  };
  const who = (
    <FormSection title={words.who.title} help={words.who.help}>
      <ScopeField
        value={access}
        onValueChange={(access) => {
          form.clearErrors('access');
          form.setValue('access', access, { shouldDirty: true });
        }}
        projects={projects}
        label={words.who.label}
        help={{
          platform: words.who.platform,
          project: mayBePlatformWide ? words.who.project : words.who.own,
        }}
        offers={mayBePlatformWide ? 'both' : 'projects'}
        error={formState.errors.access?.message}
      />
    </FormSection>
  );
  return (
    <>
      <FormElement
        ref={element}
        noValidate
        data-saved
        keptAs={props.isUnsavedAtFirst ? undefined : formName}
        onSubmit={() => sending.run('whole')}
      >
        <FormSection title={words.what.title} help={words.what.help}>
          <Field label={words.what.name} error={issueText(formState.errors.name?.message)} isRequired>
            <Input {...form.register('name')} placeholder={nameExample} autoFocus={mode === 'create'} />
          </Field>
          <KeyField form={form} mode={mode} nameExample={nameExample} keyBefore={draftAtFirst.key} />
        </FormSection>
        {/* What can be bound hangs on the projects: those who choose among their own do it first. */}
        {!mayBePlatformWide && who}
        {app === environmentApp && (
          <EnvironmentSection
            key={JSON.stringify(draftAtFirst.environment)}
            form={form}
            saved={props.savedEnvironment}
            troubles={props.environmentTroubles ?? []}
          />
        )}
        <FieldsSection
          form={form}
          app={app}
          savedEnvironment={props.savedEnvironment}
          onSaveUnverified={saveUnverified}
          onRepair={repair}
        />
        {mayBePlatformWide && who}
        <SaveBar
          mode={mode}
          isDirty={formState.isDirty}
          isBusy={formState.isSubmitting}
          wrongCount={Math.max(0, countWrong(formState.errors) - missingCount)}
          missingCount={missingCount}
          problem={problem}
          latestChange={props.latestChange}
          onSaveWithout={() => submit('as-it-is')}
          onDiscard={() => {
            form.reset();
            setProblem(undefined);
            setMissingAsked(false);
          }}
          onTakeOver={props.takeOver && takeOver}
        />
      </FormElement>
      {/* Outside of the form: the dialog's own submit would reach it through the portal, and save. */}
      {guard.dialog}
    </>
  );
}

function countWrong({
  name,
  key,
  access,
  environment,
  fields,
}: {
  name?: unknown;
  key?: unknown;
  access?: unknown;
  environment?: object | undefined;
  fields?: unknown;
}): number {
  const ofFields = Array.isArray(fields) ? fields.filter(Boolean).length : 0;
  const ofEnvironment = Object.keys(environment ?? {}).length;
  return [name, key, access].filter(Boolean).length + ofEnvironment + ofFields;
}
