'use client';

import { Boxes, Pencil, Trash2, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { type UseFormReturn, useWatch } from 'react-hook-form';
import { usePickerDeps } from '@/components/picker/picker-provider';
import { Button } from '@/components/ui/button';
import { FormSection } from '@/components/ui/form-section';
import { Notice } from '@/components/ui/notice';
import { useMoveFocus } from '@/components/ui/use-move-focus';
import { environmentGrammarOf } from '@/lib/providers/references';
import type { ConnectionDraft } from './draft';
import { isSameEnvironment, newEnvironment } from './environment-draft';
import { EnvironmentEditor } from './environment-editor';
import { EnvironmentRow } from './environment-row';
import { environmentWords as words } from './environment-words';
import type { SavedEnvironment } from './use-variables';

export interface EnvironmentSectionProps {
  form: UseFormReturn<ConnectionDraft>;
  /** Of the saved connection, with its variables. */
  saved: SavedEnvironment;
  troubles: readonly string[];
}

/** The whole Environment of a connection: chosen, shown as one row once it is saved, changed or taken away. */
export function EnvironmentSection({ form, saved, troubles }: EnvironmentSectionProps) {
  const { managers } = usePickerDeps();
  const capable = managers.filter(environmentGrammarOf);
  const draft = useWatch({ control: form.control, name: 'environment' });
  const [isEditing, setEditing] = useState(false);
  const moveFocus = useMoveFocus();
  const [section, setSection] = useState<HTMLElement | null>(null);
  const set = (environment: ConnectionDraft['environment']) => {
    form.setValue('environment', environment, { shouldDirty: true });
    form.clearErrors('environment');
    // The pressed button is gone then: the keyboard goes on at the first control that took its place.
    moveFocus(() => section?.querySelector<HTMLElement>('button, [role="combobox"]'));
  };
  const savedDraft = form.formState.defaultValues?.environment ? saved : undefined;
  const isAsSaved = saved && draft && isSameEnvironment(draft, saved);
  if (!draft && !savedDraft && capable.length === 0) return null;
  const [first] = capable;
  return (
    <FormSection title={words.title} help={words.help}>
      <div ref={setSection} className="grid min-w-0 gap-4">
        {!draft && !savedDraft && (
          <div>
            <Button
              icon={<Boxes />}
              onClick={() => set(newEnvironment(capable.length === 1 && first ? first.id : ''))}
            >
              {words.add}
            </Button>
          </div>
        )}
        {!draft && savedDraft && (
          <Notice
            tone="warn"
            role="status"
            actions={
              <Button size="sm" icon={<Undo2 />} onClick={() => set(restored(savedDraft))}>
                {words.undo}
              </Button>
            }
          >
            {words.removed}
          </Notice>
        )}
        {draft && isAsSaved && !isEditing && (
          <EnvironmentRow
            environment={saved}
            troubles={troubles}
            actions={
              <>
                <Button
                  size="sm"
                  icon={<Pencil />}
                  onClick={() => {
                    setEditing(true);
                    moveFocus(() => section?.querySelector<HTMLElement>('[role="combobox"]'));
                  }}
                >
                  {words.change}
                </Button>
                <Button size="sm" icon={<Trash2 />} onClick={() => set(null)}>
                  {words.remove}
                </Button>
              </>
            }
          />
        )}
        {draft && (!isAsSaved || isEditing) && (
          <>
            <EnvironmentEditor form={form} draft={draft} managers={capable} />
            <div>
              <Button
                size="sm"
                icon={<Trash2 />}
                onClick={() => {
                  setEditing(false);
                  set(null);
                }}
              >
                {words.remove}
              </Button>
            </div>
          </>
        )}
      </div>
    </FormSection>
  );
}

function restored(saved: NonNullable<SavedEnvironment>): ConnectionDraft['environment'] {
  const { secretManagerId, environmentId, title, prefix, only } = saved;
  return { secretManagerId, environmentId, title, prefix, ...(only ? { only } : {}) };
}
