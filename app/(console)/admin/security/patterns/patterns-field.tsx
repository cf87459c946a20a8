'use client';

import { Field } from '@/components/ui/field';
import { Status } from '@/components/ui/status';
import { Textarea } from '@/components/ui/textarea';
import { numberText } from '@/components/words/numbers';
import { patternWords as words } from './words';
import type { WrongLine } from './wrong-lines';

const mostNamed = 5;

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
  return (
    <div className="grid gap-2">
      <Field label={words.patterns} help={words.patternsHelp} error={problemOf(wrong) ?? error}>
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

/** Which lines are wrong, said once for each reason. */
function problemOf(wrong: readonly WrongLine[]): string | undefined {
  const reasons = [...new Set(wrong.map(({ why }) => why))];
  if (reasons.length === 0) return undefined;
  return reasons
    .map((reason) => {
      const lines = wrong.filter(({ why }) => why === reason).map(({ line }) => numberText(line));
      return words.wrongLines(lines.slice(0, mostNamed).join(', '), lines.length, reason);
    })
    .join(' ');
}
