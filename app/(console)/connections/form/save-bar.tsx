'use client';

import { Button, ButtonLink } from '@/components/ui/button';
import { Notice, ProblemNote } from '@/components/ui/notice';
import { Status } from '@/components/ui/status';
import type { Problem } from '@/lib/kernel/problem';
import { formWords } from './words';

const words = formWords.save;

export interface SaveBarProps {
  mode: 'create' | 'update';
  isDirty: boolean;
  isBusy: boolean;
  /** Fields with something wrong in them. */
  wrongCount: number;
  /** Labels of fields that the app needs and that hold nothing. */
  missing: readonly string[];
  problem: Problem | undefined;
  onSaveWithout: () => void;
  onDiscard: () => void;
  onTakeOver: (() => void) | undefined;
}

/** At the foot of the form and always in sight: what stands in the way, and the button that saves. */
export function SaveBar(props: SaveBarProps) {
  const { mode, isDirty, isBusy, onDiscard } = props;
  if (mode === 'update' && !isDirty && !props.problem) return null;
  return (
    <div className="sticky bottom-14 z-20 -mx-4 mt-2 grid gap-3 border-t bg-canvas px-4 py-3 md:bottom-0 md:-mx-8 md:px-8">
      <Hindrance {...props} />
      <div className="flex flex-wrap items-center gap-2 lg:pl-68">
        <Button type="submit" variant="primary" isBusy={isBusy} className="max-sm:flex-1">
          {mode === 'create' ? words.create : words.update}
        </Button>
        {mode === 'create' ? (
          <ButtonLink href="/connections" variant="quiet">
            {words.cancel}
          </ButtonLink>
        ) : (
          <Button variant="quiet" onClick={onDiscard}>
            {words.discard}
          </Button>
        )}
        <span aria-live="polite" className="ml-auto">
          {props.wrongCount > 0 && <Status tone="bad">{words.wrong(props.wrongCount)}</Status>}
        </span>
      </div>
    </div>
  );
}

function Hindrance({ problem, missing, onSaveWithout, onTakeOver }: SaveBarProps) {
  if (problem?.code === 'conflict' && onTakeOver) {
    return (
      <Notice
        tone="warn"
        role="alert"
        title={formWords.conflict.title}
        actions={<Button onClick={onTakeOver}>{formWords.conflict.take}</Button>}
      >
        {formWords.conflict.text}
      </Notice>
    );
  }
  if (problem) return <ProblemNote problem={problem} />;
  if (missing.length === 0) return null;
  return (
    <Notice
      tone="warn"
      role="alert"
      title={words.missing(missing.join(', '))}
      actions={
        <Button size="sm" onClick={onSaveWithout}>
          {words.saveWithout}
        </Button>
      }
    />
  );
}
