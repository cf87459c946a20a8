'use client';

import { CirclePlay } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { Kbd } from '@/components/ui/kbd';
import { Status } from '@/components/ui/status';
import type { Level } from '@/lib/kernel/locator';
import { grammarIn } from '@/lib/providers/references';
import { AnswerLine } from './answer-line';
import type { Binding, Member } from './binding';
import { readableReference } from './picks';
import type { Test } from './use-test';
import { pickerWords } from './words';

const words = pickerWords.foot;

export interface FootProps {
  /** What would be bound now. */
  pick: Binding | undefined;
  isEmpty: boolean;
  /** What is listed. */
  level: Level;
  /** Chosen, and there is no reference to bind it by. */
  unbindable: Member | undefined;
  test: Test;
  onUse: (pick: Binding) => void;
}

/** What will be stored, a test with its answer in place, and the button that binds it. */
export function Foot({ pick, isEmpty, level, unbindable, test, onUse }: FootProps) {
  const isVariable = (pick ? grammarIn(pick.reference)?.levels.at(-1) : level) === 'variable';
  const nothing = isVariable ? words.noVariable : words.nothing;
  return (
    <div className="grid shrink-0 grid-cols-[minmax(0,1fr)] gap-2 border-t bg-surface px-3 py-2.5 max-md:pb-[max(10px,env(safe-area-inset-bottom))]">
      <div className="flex min-h-5 items-start gap-2">
        {test.outcome ? (
          <AnswerLine outcome={test.outcome} className="min-w-0 flex-1" />
        ) : unbindable ? (
          <div role="status" className="min-w-0">
            <Status tone="warn">{pickerWords.unbindable.title}</Status>
            <p className="text-ink-2 text-xs">{unbindableText(unbindable)}</p>
          </div>
        ) : isEmpty ? (
          <Status tone="warn">{words.emptyWarning}</Status>
        ) : (
          <KeyMap />
        )}
      </div>
      <div className="flex items-center gap-2 max-md:flex-wrap">
        <div className="flex min-w-0 flex-1 items-baseline gap-2 max-md:basis-full">
          {pick ? (
            <>
              <span className="shrink-0 text-ink-3 text-xs">{words.stores}</span>
              <span title={pick.reference} className="min-w-0 truncate font-mono text-xs">
                {readableReference(pick)}
              </span>
              {pick.reference !== readableReference(pick) && (
                <span className="shrink-0 text-ink-3 text-xs">{words.byIds}</span>
              )}
            </>
          ) : (
            <span className="text-ink-3">{nothing}</span>
          )}
        </div>
        <Button
          icon={<CirclePlay />}
          isBusy={test.isBusy}
          blockedBecause={pick ? undefined : nothing}
          onClick={() => test.run()}
          className="max-md:flex-1"
        >
          {words.test}
        </Button>
        <Button
          variant="primary"
          blockedBecause={pick ? undefined : nothing}
          onClick={() => pick && onUse(pick)}
          className="max-md:flex-1"
        >
          {pick?.trust === 'unverified' ? words.useUnverified : isVariable ? words.useVariable : words.use}
        </Button>
      </div>
    </div>
  );
}

function unbindableText({ title, times }: Member): string {
  const { whyNameless, whyTimes, whyOther } = pickerWords.unbindable;
  if (title === '') return whyNameless;
  return times ? whyTimes(title, times) : whyOther;
}

function KeyMap() {
  const keys = [
    { keys: ['↑', '↓'], word: words.keys.move },
    { keys: ['→'], word: words.keys.open },
    { keys: ['←'], word: words.keys.back },
    { keys: ['Enter'], word: words.keys.use },
  ];
  return (
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-ink-3 text-xs pointer-coarse:hidden">
      {keys.map((entry) => (
        <span key={entry.word} className="flex items-center gap-1">
          {entry.keys.map((key) => (
            <Kbd key={key}>{key}</Kbd>
          ))}
          {entry.word}
        </span>
      ))}
    </p>
  );
}
