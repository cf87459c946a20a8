import { CirclePause, CirclePlay } from 'lucide-react';
import { titleOfCode } from '@/components/query/api-get';
import { Progress } from '@/components/ui/progress';
import { Status } from '@/components/ui/status';
import { managerWords } from '@/components/words/managers';
import type { ManagerView } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';

const words = managerWords.requests;

/** Where work behind begins to wait (lib/quota/limits.ts). */
const backgroundShare = 0.7;

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

/** How much of one of the provider's limits is used, in figures and as a bar. `label` names the limit. */
export function QuotaMeter({ label, meter }: { label: string; meter: QuotaView['tokenHour'] }) {
  const ratio = meter.limit === 0 ? 0 : meter.used / meter.limit;
  return (
    <span className="flex max-w-72 items-center gap-3">
      <span className="tabular shrink-0">{words.used(meter.used, meter.limit)}</span>
      <Progress
        label={label}
        ratio={ratio}
        tone={ratio >= 1 ? 'bad' : ratio >= backgroundShare ? 'warn' : 'accent'}
      />
    </span>
  );
}
