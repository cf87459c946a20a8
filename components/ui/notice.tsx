import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { isOfOldPage } from '@/components/query/old-page';
import { uiWords } from '@/components/words/ui';
import type { Problem } from '@/lib/kernel/problem';
import { cn } from './cn';
import { ReloadButton, UpdatedText } from './reload-button';
import { SignInButton } from './sign-in-button';
import { type Tone, toneIcons } from './tone';

export interface NoticeProps {
  tone?: Tone;
  icon?: LucideIcon;
  title?: ReactNode;
  children?: ReactNode;
  /** Buttons under the text. */
  actions?: ReactNode;
  /** `alert` reads it out at once. */
  role?: 'alert' | 'status' | 'note';
  className?: string;
}

const boxes: Record<Tone, string> = {
  ok: 'border-ok-line bg-ok-soft [&>svg]:text-ok-ink',
  warn: 'border-warn-line bg-warn-soft [&>svg]:text-warn-ink',
  bad: 'border-bad-line bg-bad-soft [&>svg]:text-bad-ink',
  info: 'border-info-line bg-info-soft [&>svg]:text-info-ink',
  idle: 'border-line bg-sunken [&>svg]:text-ink-3',
};

/** A few sentences set apart, in place: beside what they are about. */
export function Notice({
  tone = 'info',
  icon,
  title,
  children,
  actions,
  role = 'note',
  className,
}: NoticeProps) {
  const Icon = icon ?? toneIcons[tone];
  return (
    <div role={role} className={cn('flex gap-2.5 rounded border px-3 py-2.5', boxes[tone], className)}>
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 flex-1 text-ink-2">
        {title && <p className="font-medium text-ink">{title}</p>}
        {children}
        {actions && <div className="mt-2 flex flex-wrap gap-2">{actions}</div>}
      </div>
    </div>
  );
}

/** A problem in place: what happened, why and what next, and when it may be tried again. */
export function ProblemNote({
  problem,
  actions,
  className,
}: {
  problem: Problem;
  actions?: ReactNode;
  className?: string;
}) {
  const isOld = isOfOldPage(problem);
  const ownActions = isOld ? <ReloadButton /> : problem.code === 'unauthenticated' && <SignInButton />;
  return (
    <Notice
      tone="bad"
      role="alert"
      title={problem.title}
      actions={ownActions || actions}
      className={cn(className)}
    >
      <p>
        {isOld ? <UpdatedText otherwise={problem.detail} /> : problem.detail}
        {problem.retryAfterMs !== undefined && ` ${uiWords.retryIn(Math.ceil(problem.retryAfterMs / 1000))}`}
      </p>
    </Notice>
  );
}
