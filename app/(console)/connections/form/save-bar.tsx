'use client';

import type { ReactNode } from 'react';
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
  /** Fields that the app needs and that hold nothing, once somebody tried to save. */
  missingCount: number;
  problem: Problem | undefined;
  onSaveWithout: () => unknown;
  onDiscard: () => void;
  onTakeOver: (() => unknown) | undefined;
  /** Who else changed it, and what; shown with a conflict. */
  latestChange?: ReactNode;
}

/** At the foot of the form and always in sight: what stands in the way, and the button that saves. */
export function SaveBar(props: SaveBarProps) {
  const { mode, isDirty, isBusy, onDiscard } = props;
  if (mode === 'update' && !isDirty && !props.problem) return null;
  return (
    <div className="sticky bottom-14 z-20 -mx-4 mt-2 grid gap-3 border-t bg-canvas px-4 py-3 md:bottom-0 md:-mx-8 md:px-8">
      <Hindrance {...props} />
      <div className="flex flex-wrap items-center gap-2 lg:max-w-228 lg:pl-68">
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
        <span aria-live="polite" className="flex flex-wrap items-center gap-x-3 gap-y-2 sm:ml-auto">
          {props.wrongCount > 0 && <Status tone="bad">{words.wrong(props.wrongCount)}</Status>}
          {props.missingCount > 0 && <Status tone="warn">{words.missing(props.missingCount)}</Status>}
          {props.missingCount > 0 && props.wrongCount === 0 && (
            <Button onClick={props.onSaveWithout}>{words.saveWithout}</Button>
          )}
        </span>
      </div>
    </div>
  );
}

function Hindrance({ problem, onTakeOver, latestChange }: SaveBarProps) {
  if (!problem) return null;
  return (
    <div className="lg:max-w-228 lg:pl-68">
      {problem.code === 'conflict' && onTakeOver ? (
        <Notice
          tone="warn"
          role="alert"
          title={formWords.conflict.title}
          actions={<Button onClick={onTakeOver}>{formWords.conflict.take}</Button>}
        >
          {formWords.conflict.text}
          {latestChange}
        </Notice>
      ) : (
        <ProblemNote problem={problem} />
      )}
    </div>
  );
}
