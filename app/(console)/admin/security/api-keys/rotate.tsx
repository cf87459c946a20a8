'use client';

import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/dialog';
import { Field } from '@/components/ui/field';
import { ProblemNote } from '@/components/ui/notice';
import { RadioGroup } from '@/components/ui/radio-group';
import { RelativeTime } from '@/components/ui/relative-time';
import { useOutcome } from '@/components/use-outcome';
import { uiWords } from '@/components/words/ui';
import type { ApiKeyView } from '@/lib/api-keys/schema';
import { rotateAction } from './actions';
import { words as allWords } from './words';

const words = allWords.rotate;
const hourMs = 3_600_000;
const overlapsMs = { none: 0, hour: hourMs, day: 24 * hourMs, week: 7 * 24 * hourMs } as const;
type Overlap = keyof typeof overlapsMs;
const choices: readonly Overlap[] = ['none', 'hour', 'day', 'week'];

export interface RotateProps {
  apiKey: ApiKeyView;
  onClose: () => void;
  /** Is given the new key, to be shown this once. */
  onRotated: (made: { name: string; apiKey: string }) => void;
}

/** Asks how long the old key still works, then makes the new one. */
export function Rotate({ apiKey, onClose, onRotated }: RotateProps) {
  const [overlap, setOverlap] = useState<Overlap>('day');
  const rotate = useOutcome(rotateAction);
  const submit = async () => {
    const outcome = await rotate.run({ id: apiKey.id, overlapMs: overlapsMs[overlap] });
    if (outcome.ok) onRotated({ name: outcome.value.name, apiKey: outcome.value.key });
  };
  return (
    <Dialog
      isOpen
      onOpenChange={() => !rotate.isBusy && onClose()}
      title={words.title(apiKey.name)}
      description={words.text}
      footer={
        <>
          <Button onClick={onClose}>{uiWords.cancel}</Button>
          <Button variant="primary" isBusy={rotate.isBusy} onClick={submit}>
            {words.submit}
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <Field kind="group" label={words.overlap}>
          <RadioGroup
            value={overlap}
            onValueChange={setOverlap}
            options={choices.map((value) => {
              const { label, help } = words.overlaps[value];
              return { value, label, ...(help ? { help } : {}) };
            })}
          />
        </Field>
        <p className="text-ink-2">
          {allWords.revoke.lastUsed}: <RelativeTime at={apiKey.lastUsedAt} />
        </p>
        {rotate.problem && <ProblemNote problem={rotate.problem} />}
      </div>
    </Dialog>
  );
}
