'use client';

import { Trash2 } from 'lucide-react';
import { type Control, useController } from 'react-hook-form';
import type { Binding } from '@/components/picker/binding';
import { recognise } from '@/components/picker/recognise';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Input } from '@/components/ui/input';
import { Status } from '@/components/ui/status';
import { Tip } from '@/components/ui/tooltip';
import { isPassing } from '@/lib/kernel/error-codes';
import type { ConnectionDraft, FieldDraft, FieldState } from './draft';
import { FieldControl } from './field-control';
import { FieldFinding } from './field-finding';
import { FieldOffers } from './field-offers';
import { useFieldFinding, useFieldRefusal, useIsUnset, usePointedAt } from './findings-provider';
import { formWords } from './words';

export interface FieldRowProps {
  control: Control<ConnectionDraft>;
  index: number;
  draft: FieldDraft;
  connection: ConnectionDraft['access'];
  onRemove: () => void;
  onBound: (binding: Binding) => void;
  onSaveUnverified: () => unknown;
  onRepair: (binding: Binding) => unknown;
}

/** One field of the form: label, control, what is wrong with it and the way out. */
export function FieldRow(props: FieldRowProps) {
  return props.draft.isOwn ? <OwnFieldRow {...props} /> : <ValueField {...props} label={props.draft.label} />;
}

/** Whether it is bound by names that make no reference: what was imported and not found. */
function holdsNames(state: FieldState): boolean {
  return state.kind === 'bound' && recognise(state.binding.reference).kind === 'names';
}

// What the names of a reference may be looked up for.
const lookedUp = ['secret_not_found', 'reference_invalid'];

function ValueField({
  control,
  index,
  draft,
  connection,
  label,
  onBound,
  onSaveUnverified,
  onRepair,
}: FieldRowProps & { label: string }) {
  const row = usePointedAt(draft.name);
  const { field, fieldState } = useController({ control, name: `fields.${index}.state` });
  const error = fieldState.error;
  const finding = useFieldFinding(draft.name, field.value);
  const refusal = useFieldRefusal(draft.name, field.value);
  const isUnset = useIsUnset(draft.name);
  const isMissing =
    isUnset && draft.isRequired && !error && field.value.kind === 'typed' && field.value.text === '';
  const mayBeUnverified = field.value.kind === 'bound' && isPassing(error?.type ?? '');
  const isNotFound = lookedUp.includes(error?.type ?? '') || holdsNames(field.value);
  return (
    <div ref={row} className="grid min-w-0 gap-1.5">
      <Field
        label={label}
        help={draft.help || undefined}
        error={error?.message}
        isOptional={!draft.isOwn && !draft.isRequired}
        isRequired={draft.isRequired}
      >
        <FieldControl
          draft={{ ...draft, label, state: field.value }}
          connection={connection}
          fault={refusal ? 'refused' : finding ? 'broken' : undefined}
          onChange={field.onChange}
          onBound={onBound}
        />
      </Field>
      {isMissing && <Status tone="warn">{formWords.field.unset}</Status>}
      <FieldFinding
        name={draft.name}
        label={label === formWords.own.value ? draft.name : label}
        state={field.value}
        onRepair={onRepair}
        onChoose={() => row.current?.querySelector<HTMLElement>('button[data-return]')?.click()}
      />
      {isNotFound && field.value.kind === 'bound' && (
        <FieldOffers
          binding={field.value.binding}
          connection={connection}
          onUse={(binding) => field.onChange({ ...field.value, kind: 'bound', binding })}
        />
      )}
      {mayBeUnverified && (
        <Button size="sm" className="justify-self-start" onClick={onSaveUnverified}>
          {formWords.field.saveUnverified}
        </Button>
      )}
    </div>
  );
}

function OwnFieldRow(props: FieldRowProps) {
  const { control, index, draft, onRemove } = props;
  const words = formWords.own;
  const { field, fieldState } = useController({ control, name: `fields.${index}.name` });
  const isLocked = draft.state.kind === 'kept';
  const input = (
    <Input
      isMono
      {...field}
      readOnly={isLocked}
      placeholder={words.namePlaceholder}
      className={isLocked ? 'bg-sunken text-ink-2' : undefined}
    />
  );
  return (
    <div className="grid grid-cols-[minmax(0,1fr)_auto] items-start gap-x-2 gap-y-3 sm:grid-cols-[minmax(0,180px)_minmax(0,1fr)_auto]">
      <Field label={words.nameLabel} error={fieldState.error?.message}>
        {isLocked ? <Tip text={words.nameLocked}>{input}</Tip> : input}
      </Field>
      <div className="max-sm:col-span-2 max-sm:row-start-2">
        <ValueField {...props} label={words.value} />
      </div>
      <IconButton
        label={words.remove(draft.name)}
        icon={<Trash2 />}
        onClick={onRemove}
        className="mt-6.5 max-sm:col-start-2 max-sm:row-start-1"
      />
    </div>
  );
}
