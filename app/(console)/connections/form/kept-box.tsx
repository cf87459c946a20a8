'use client';

import { KeyRound, LockKeyhole } from 'lucide-react';
import { pickerWords } from '@/components/picker/words';
import { useFieldControl } from '@/components/ui/field';
import { IconButton } from '@/components/ui/icon-button';
import { formWords } from './words';

const words = formWords.field;

/** A secret that is set: never shown again, only replaced or bound. */
export function KeptBox({
  label,
  onReplace,
  onBind,
}: {
  label: string;
  onReplace: () => void;
  onBind: () => void;
}) {
  const { id, 'aria-describedby': describedBy } = useFieldControl();
  return (
    <div className="control flex items-center gap-2 rounded border bg-sunken pr-1 pl-2.5">
      <LockKeyhole aria-hidden className="size-4 shrink-0 text-ink-3" />
      <span className="min-w-0 flex-1 truncate">
        {words.set} <span className="text-ink-3">· {words.setHint}</span>
      </span>
      <button
        type="button"
        id={id}
        aria-label={words.replaceFor(label)}
        aria-describedby={describedBy}
        onClick={onReplace}
        className="h-6 rounded-sm px-2 font-medium text-accent-ink transition-colors hover:bg-hover pointer-coarse:h-8"
      >
        {words.replace}
      </button>
      <IconButton
        size="inset"
        label={pickerWords.openFor(label)}
        icon={<KeyRound />}
        data-return
        onClick={onBind}
      />
    </div>
  );
}
