import { CirclePause, CirclePlay } from 'lucide-react';
import { titleOfCode } from '@/components/query/api-get';
import { CodeBlock } from '@/components/ui/code-block';
import { Notice } from '@/components/ui/notice';
import { Progress } from '@/components/ui/progress';
import { Status } from '@/components/ui/status';
import { managerWords } from '@/components/words/managers';
import { backgroundShare } from '@/lib/kernel/limit-window';
import type { ManagerView } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';

const words = managerWords.requests;

const hourMs = 3_600_000;

/** Whether requests go out to a secret manager's provider, and if not, why. */
export function RequestFlow({ breaker }: Pick<ManagerView, 'breaker'>) {
  const why = breaker.reason && <span className="block text-ink-2">{titleOfCode(breaker.reason)}</span>;
  switch (breaker.state) {
    case 'open':
      return (
        <>
          <Status tone="warn" icon={CirclePause}>
            {words.open}
          </Status>
          {why}
        </>
      );
    case 'half_open':
      return (
        <>
          <Status tone="info" icon={CirclePlay}>
            {words.halfOpen}
          </Status>
          {why}
        </>
      );
    case 'closed':
      return words.closed;
  }
}

/** How much of each of the provider's limits is used, as facts of a secret manager. */
export function quotaMeters({ windows }: QuotaView) {
  return windows.map((window) => {
    const label = windowText(window);
    return { label, value: <QuotaMeter label={label} meter={window} /> };
  });
}

/** Whose requests a limit counts, and in how long. */
export function windowText({ per, windowMs }: QuotaView['windows'][number]): string {
  return words.window(per, windowMs / hourMs);
}

export interface QuotaMeterProps {
  /** Names the limit. */
  label: string;
  meter: Pick<QuotaView['windows'][number], 'used' | 'limit'>;
  /** `limit`: what is used stands beside it already. */
  look?: 'both' | 'limit';
}

/** How much of one of the provider's limits is used, in figures and as a bar. */
export function QuotaMeter({ label, meter, look = 'both' }: QuotaMeterProps) {
  const { used, limit } = meter;
  if (limit === null) return <span className="tabular">{words.usedWithout(used)}</span>;
  const ratio = limit === 0 ? 0 : used / limit;
  return (
    <span className="flex max-w-72 items-center gap-3">
      <span className="tabular shrink-0">
        {look === 'both' ? words.used(used, limit) : words.ofLimit(limit)}
      </span>
      <Progress
        label={label}
        ratio={ratio}
        tone={ratio >= 1 ? 'bad' : ratio >= backgroundShare ? 'warn' : 'accent'}
      />
    </span>
  );
}

export interface OthersSpendProps extends Pick<ManagerView, 'breaker'> {
  quota: QuotaView | undefined;
  className?: string;
}

/**
 * Where 1Password says that a limit is used up and Latchkey's own count is far from it, somebody else spends it too: that
 * is said, or the two figures would contradict each other. Nothing where they agree.
 */
export function OthersSpend({ breaker, quota, className = '' }: OthersSpendProps) {
  if (breaker.reason !== 'provider_rate_limited' || !quota) return null;
  if (quota.windows.some(({ used, limit }) => limit === null || used >= limit)) return null;
  return (
    <Notice tone="info" title={words.others} className={className}>
      {words.othersText}
      <CodeBlock code="op service-account ratelimit" label={words.othersCommand} className="mt-2" />
    </Notice>
  );
}
