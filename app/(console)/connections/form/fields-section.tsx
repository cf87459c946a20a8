'use client';

import { Plus, TriangleAlert } from 'lucide-react';
import { useRef, useState } from 'react';
import { type UseFormReturn, useFieldArray, useWatch } from 'react-hook-form';
import type { Binding } from '@/components/picker/binding';
import { Button } from '@/components/ui/button';
import { FormSection } from '@/components/ui/form-section';
import { useMoveFocus } from '@/components/ui/use-move-focus';
import type { AppId } from '@/lib/kernel/apps';
import { type ConnectionDraft, ownDraft } from './draft';
import { clashesOf } from './environment-draft';
import { environmentWords } from './environment-words';
import { FieldRow } from './field-row';
import { Suggestion } from './suggestion';
import { TestAll } from './test-all';
import { type SavedEnvironment, useKnownNames } from './use-variables';
import { formWords } from './words';

export interface FieldsSectionProps {
  form: UseFormReturn<ConnectionDraft>;
  app: AppId;
  savedEnvironment: SavedEnvironment;
  onSaveUnverified: (index: number) => unknown;
  onRepair: (index: number, binding: Binding) => unknown;
}

/** The fields: those of the app's template, and any of one's own. */
export function FieldsSection({ form, savedEnvironment, onSaveUnverified, onRepair }: FieldsSectionProps) {
  const { control } = form;
  const rows = useFieldArray({ control, name: 'fields', keyName: 'rowId' });
  const [drafts, access, environment] = useWatch({ control, name: ['fields', 'access', 'environment'] });
  const known = useKnownNames(environment, savedEnvironment);
  const clashes = environment ? clashesOf(environment, known, drafts) : new Set<string>();
  const [bound, setBound] = useState<{ rowId: string; binding: Binding }>();
  const moveFocus = useMoveFocus();
  const rowElements = useRef(new Map<string, HTMLElement>());
  const bindOthers = (bindings: readonly { name: string; binding: Binding }[]) => {
    for (const { name, binding } of bindings) {
      const at = form.getValues('fields').findIndex((field) => field.name === name);
      if (at >= 0) {
        form.setValue(`fields.${at}.state`, { kind: 'bound', binding }, { shouldDirty: true });
        form.clearErrors(`fields.${at}.state`);
      }
    }
    // The pressed button may be gone now: the keyboard goes on at the first field that it bound.
    const [first] = bindings;
    const row = first && rowElements.current.get(first.name);
    moveFocus(() => row?.querySelector<HTMLElement>('[data-return]'));
  };
  return (
    <FormSection title={formWords.fields.title} help={formWords.fields.help}>
      {rows.fields.map((row, index) => (
        <div
          key={row.rowId}
          ref={(element) => {
            const { name } = drafts[index] ?? row;
            if (element) rowElements.current.set(name, element);
            return () => void rowElements.current.delete(name);
          }}
          className="grid min-w-0 gap-3"
        >
          <FieldRow
            control={control}
            index={index}
            draft={drafts[index] ?? row}
            connection={access}
            onRemove={() => rows.remove(index)}
            onBound={(binding) => setBound({ rowId: row.rowId, binding })}
            onSaveUnverified={() => onSaveUnverified(index)}
            onRepair={(binding) => onRepair(index, binding)}
          />
          {clashes.has(drafts[index]?.name ?? '') && (
            <p className="flex gap-1.5 text-sm text-warn-ink">
              <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
              <span className="min-w-0">{environmentWords.ofEnvironment}</span>
            </p>
          )}
          {bound?.rowId === row.rowId && (
            <Suggestion
              binding={bound.binding}
              fields={drafts}
              onBind={bindOthers}
              onDismiss={() => setBound(undefined)}
            />
          )}
        </div>
      ))}
      {rows.fields.length === 0 && !environment && <p className="text-ink-3">{formWords.own.none}</p>}
      <TestAll
        fields={drafts}
        beside={
          <Button
            icon={<Plus />}
            onClick={() => rows.append(ownDraft(''), { focusName: `fields.${rows.fields.length}.name` })}
          >
            {formWords.own.add}
          </Button>
        }
      />
    </FormSection>
  );
}
