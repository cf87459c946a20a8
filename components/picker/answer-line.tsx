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
  return (
    <div role="status" className={className}>
      <p className="flex flex-wrap items-center gap-x-3 text-ink-2">
        <Status tone={answer.isStale ? 'warn' : 'ok'}>{words.found}</Status>
        <span>{sourceText(answer.source, answer.ageMs)}</span>
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

/** From where the answer comes, and how old that is. */
export function sourceText(source: string, ageMs: number): string {
  const isNow = ageMs < 1_000;
  if (source === 'provider') return isNow ? words.lookedUp : words.seen(durationText(ageMs));
  const known: Record<string, string> = words.sources;
  const text = known[source] ?? source;
  return isNow ? words.fresh(text) : words.aged(text, durationText(ageMs));
}
