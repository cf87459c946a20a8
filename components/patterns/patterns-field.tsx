'use client';

import { Field } from '@/components/ui/field';
import { Status } from '@/components/ui/status';
import { Textarea } from '@/components/ui/textarea';
import { patternWords as words } from './words';
import type { WrongLine } from './wrong-lines';

const mostSaid = 3;

export interface PatternsFieldProps {
  text: string;
  onTextChange: (text: string) => void;
  wrong: readonly WrongLine[];
  /** Patterns that match nothing now. */
  unmatched: readonly string[];
  error: string | undefined;
}

/** The patterns themselves, one a line, judged line by line. */
export function PatternsField({ text, onTextChange, wrong, unmatched, error }: PatternsFieldProps) {
  const said = wrong.slice(0, mostSaid).map(({ line, why }) => words.wrongLine(line, why));
  const more = wrong.length - said.length;
  const problem = [...said, ...(more > 0 ? [words.moreWrong(more)] : [])].join(' ');
  return (
    <div className="grid gap-2">
      <Field label={words.patterns} help={words.patternsHelp} error={problem || error}>
        <Textarea
          isMono
          value={text}
          placeholder={words.placeholder}
          onChange={(event) => onTextChange(event.target.value)}
          className="max-h-80 break-all"
        />
      </Field>
      {unmatched.length > 0 && (
        <ul className="grid gap-1" aria-label={words.preview.unmatched}>
          {unmatched.map((pattern) => (
            <li key={pattern} className="flex min-w-0 flex-wrap items-center gap-x-2">
              <Status tone="warn">{words.preview.unmatched}</Status>
              <code className="min-w-0 break-all text-xs">{pattern}</code>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
