'use client';

import { Field } from '@/components/ui/field';
import { Select } from '@/components/ui/select';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { KeyDefaults } from '@/lib/api-keys/schema';
import { setDefaultsAction } from './actions';
import { daysOf, type Ending, endingOf, endingsToChoose } from './key-draft';
import { words as allWords } from './words';

const words = allWords.defaults;

/** After how long new keys end. Saved as it is chosen. */
export function KeyDefaultsField({ defaults }: { defaults: KeyDefaults }) {
  const save = useOutcome(setDefaultsAction);
  const choose = async (ending: Ending) => {
    const outcome = await save.run({ expiresAfterDays: daysOf(ending) });
    if (outcome.ok) toast.done(words.saved(textOf(ending)));
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <section className="mt-8 max-w-80 border-t pt-5">
      <Field label={words.label} help={words.help}>
        <Select<Ending>
          value={endingOf(defaults.expiresAfterDays)}
          onValueChange={(ending) => void choose(ending)}
          isDisabled={save.isBusy}
          options={[...endingsToChoose(defaults.expiresAfterDays), 'never' as const].map((value) => ({
            value,
            label: textOf(value),
          }))}
        />
      </Field>
    </section>
  );
}

function textOf(ending: Ending): string {
  const days = daysOf(ending);
  return days === null ? words.never : words.days(days);
}
