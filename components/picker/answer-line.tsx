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
        {/* A refused token does not pass on its own. */}
        <Status tone={answer.isPassing && answer.code !== 'provider_denied' ? 'warn' : 'bad'}>
          {answer.title}
        </Status>
        <p className="text-ink-2 text-xs">{answer.detail}</p>
      </div>
    );
  }
  const source = sourceWord(answer.source);
  return (
    <div role="status" className={className}>
      <p className="flex flex-wrap items-center gap-x-3 text-ink-2">
        <Status tone={answer.isStale ? 'warn' : 'ok'}>{words.found}</Status>
        <span>
          {answer.ageMs < 1_000 ? words.fresh(source) : words.aged(source, durationText(answer.ageMs))}
        </span>
        {answer.changedAt && (
          <span className="text-ink-3">
            {words.changed} <RelativeTime at={answer.changedAt} />
          </span>
        )}
        {answer.isStale && <span>{words.stale}</span>}
      </p>
    </div>
  );
}

function sourceWord(source: string): string {
  const known: Record<string, string> = words.sources;
  return known[source] ?? source;
}
