'use client';

import { titleOfCode } from '@/components/query/api-get';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { Outcome } from '@/lib/kernel/outcome';
import type { CheckResult } from '@/lib/secrets/schema';
import { answerOf } from './answer';
import { answerWords as words } from './answer-words';

/** The answer of a test on one line or two: found, from where, how old; or what is wrong and what to do. */
export function AnswerLine({ outcome, className }: { outcome: Outcome<CheckResult>; className?: string }) {
  const answer = answerOf(outcome, titleOfCode);
  if (answer.kind === 'trouble') {
    return (
      <div role="status" className={className}>
        <Status tone={answer.isPassing ? 'warn' : 'bad'}>{answer.title}</Status>
        <p className="text-ink-2 text-xs">{answer.detail}</p>
      </div>
    );
  }
  const source = sourceWord(answer.source);
  return (
    <div role="status" className={className}>
      <Status tone={answer.isStale ? 'warn' : 'ok'}>
        {words.found}
        <span className="font-normal text-ink-2">
          {' · '}
          {answer.ageMs < 1_000 ? words.fresh(source) : words.aged(source, durationText(answer.ageMs))}
          {answer.changedAt && (
            <>
              {` · ${words.changed} `}
              <RelativeTime at={answer.changedAt} />
            </>
          )}
          {answer.isStale && ` · ${words.stale}`}
        </span>
      </Status>
    </div>
  );
}

function sourceWord(source: string): string {
  const known: Record<string, string> = words.sources;
  return known[source] ?? source;
}
