'use client';

import { Plus, X } from 'lucide-react';
import { ManagerSelect } from '@/components/manager-select';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { Notice } from '@/components/ui/notice';
import type { ManagerView } from '@/lib/managers/schema';
import { PatternEditor } from '../patterns/pattern-editor';
import type { KeyDraft, ReadableDraft } from './key-draft';
import { words as allWords } from './words';

const words = allWords.form;

type Part = Pick<KeyDraft, 'mayReadReferences'> | Pick<KeyDraft, 'readable'>;

export interface ReadableFieldsProps {
  draft: Pick<KeyDraft, 'mayReadReferences' | 'readable' | 'scope' | 'projectIds'>;
  onChange: (part: Part) => void;
  managers: readonly ManagerView[];
  error: string | undefined;
}

/** Whether, and of which secret managers, the key reads secrets by naming references. */
export function ReadableFields({ draft, onChange, managers, error }: ReadableFieldsProps) {
  const { readable } = draft;
  const offered = managers.filter((manager) => isReached(manager, draft));
  const taken = readable.map(({ secretManagerId }) => secretManagerId);
  const left = offered.filter(({ id }) => !taken.includes(id));
  const change = (id: number, part: Partial<ReadableDraft>) =>
    onChange({ readable: readable.map((each) => (each.id === id ? { ...each, ...part } : each)) });
  const add = () => {
    const id = Math.max(...readable.map((each) => each.id)) + 1;
    onChange({ readable: [...readable, { id, secretManagerId: undefined, text: '' }] });
  };
  return (
    <Field kind="group" label={words.references} error={error}>
      <div className="grid gap-3">
        <Checkbox
          label={words.mayRead}
          help={words.mayReadHelp}
          isChecked={draft.mayReadReferences}
          onCheckedChange={(mayReadReferences) => onChange({ mayReadReferences })}
        />
        {draft.mayReadReferences && <Notice tone="warn">{words.referencesWarning}</Notice>}
        {draft.mayReadReferences &&
          readable.map(({ id, secretManagerId, text }) => (
            <div key={id} className="grid gap-4 rounded border bg-surface p-3">
              <div className="flex items-end gap-2">
                <Field label={words.manager} className="flex-1">
                  <ManagerSelect
                    managers={offered.filter((each) => each.id === secretManagerId || left.includes(each))}
                    placeholder={words.chooseManager}
                    value={secretManagerId}
                    onValueChange={(chosen) => change(id, { secretManagerId: chosen })}
                  />
                </Field>
                {readable.length > 1 && (
                  <IconButton
                    label={words.takeManager}
                    icon={<X />}
                    onClick={() => onChange({ readable: readable.filter((each) => each.id !== id) })}
                  />
                )}
              </div>
              {managers
                .filter((each) => each.id === secretManagerId)
                .map((each) => (
                  <PatternEditor
                    key={each.id}
                    secretManagerId={each.id}
                    provider={each.provider}
                    text={text}
                    onTextChange={(changed) => change(id, { text: changed })}
                  />
                ))}
            </div>
          ))}
        {draft.mayReadReferences && left.length > 0 && taken.every((id) => id !== undefined) && (
          <Button size="sm" variant="quiet" icon={<Plus />} onClick={add} className="justify-self-start">
            {words.addManager}
          </Button>
        )}
      </div>
    </Field>
  );
}

/** Whether a key of this scope could use anything of a secret manager. */
function isReached(
  manager: Pick<ManagerView, 'scope' | 'projectIds'>,
  key: Pick<KeyDraft, 'scope' | 'projectIds'>,
): boolean {
  if (key.scope === 'platform' || manager.scope === 'platform') return true;
  return manager.projectIds.some((id) => key.projectIds.includes(id));
}
