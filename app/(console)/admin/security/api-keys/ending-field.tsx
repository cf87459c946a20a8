'use client';

import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { KeyDefaults } from '@/lib/api-keys/schema';
import { daysOf, type Ending, endingsToChoose, type KeyDraft } from './key-draft';
import { words as allWords } from './words';

const words = allWords.form;

export interface EndingFieldProps {
  draft: Pick<KeyDraft, 'ending' | 'date'>;
  onChange: (part: Pick<KeyDraft, 'ending'> | Pick<KeyDraft, 'date'>) => void;
  defaults: KeyDefaults;
  error: string | undefined;
}

/** When the key ends: after a time, on a day, or never. */
export function EndingField({ draft, onChange, defaults, error }: EndingFieldProps) {
  const isDate = draft.ending === 'date';
  const choices: Ending[] = [...endingsToChoose(defaults.expiresAfterDays), 'date', 'never'];
  return (
    <div className="grid gap-x-4 gap-y-3 sm:grid-cols-2">
      <Field
        label={words.expiry}
        error={isDate ? undefined : error}
        help={draft.ending === 'never' ? words.neverHelp : undefined}
      >
        <Select<Ending>
          value={draft.ending}
          onValueChange={(ending) => onChange({ ending })}
          options={choices.map((value) => ({ value, label: textOf(value) }))}
        />
      </Field>
      {isDate && (
        <Field label={words.day} error={error} isRequired>
          <Input
            type="date"
            value={draft.date}
            onChange={(event) => onChange({ date: event.target.value })}
          />
        </Field>
      )}
    </div>
  );
}

function textOf(ending: Ending): string {
  if (ending === 'date') return words.onDay;
  const days = daysOf(ending);
  return days === null ? words.never : words.days(days);
}
