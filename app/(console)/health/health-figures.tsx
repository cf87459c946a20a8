import type { ReactNode } from 'react';
import { QuotaMeter, windowText } from '@/components/manager-requests';
import { Link } from '@/components/ui/link';
import { Status } from '@/components/ui/status';
import { numberText } from '@/components/words/numbers';
import type { ManagerView } from '@/lib/managers/schema';
import { isTroubled } from '@/lib/managers/status';
import type { QuotaView } from '@/lib/quota/schema';
import { mostSpent } from './judge';
import { healthWords } from './words';

const words = healthWords.figures;

export interface HealthFiguresProps {
  managers: readonly ManagerView[];
  quota: readonly QuotaView[];
  /** Broken references, those of removed secret managers too. */
  broken: number;
}

/** What to know at a glance: who answers, whether requests go out, how near a limit is. */
export function HealthFigures({ managers, quota, broken }: HealthFiguresProps) {
  const troubled = managers.filter(isTroubled);
  const [first] = troubled;
  const paused = managers.filter(({ breaker }) => breaker.state === 'open');
  const trying = managers.filter(({ breaker }) => breaker.state === 'half_open');
  const held = paused.length > 0 ? paused : trying;
  const most = mostSpent(quota);
  const bound = managers.reduce((sum, { boundReferenceCount }) => sum + boundReferenceCount, 0);
  return (
    <section aria-label={words.label}>
      <dl className="mb-4 grid divide-y divide-line rounded border bg-surface md:max-xl:grid-cols-2 md:max-xl:divide-y-0 md:max-xl:[&>*:nth-child(even)]:border-l md:max-xl:[&>*:nth-child(n+3)]:border-t xl:auto-cols-fr xl:grid-flow-col xl:divide-x xl:divide-y-0">
        <Figure
          label={words.answering}
          value={words.ofAll(managers.length - troubled.length, managers.length)}
        >
          <span className="flex min-w-0 flex-wrap gap-x-2">
            <Status tone={troubled.length > 0 ? 'bad' : 'ok'} className="shrink-0">
              {troubled.length > 0 ? words.troubled(troubled.length) : words.noTrouble}
            </Status>
            {first && (
              <a href={`#${first.id}`} className="min-w-0 rounded-xs text-accent-ink hover:underline">
                {words.firstTroubled(first.name, troubled.length - 1)}
              </a>
            )}
          </span>
        </Figure>
        <Figure
          label={words.requests}
          value={
            paused.length > 0 ? words.paused(paused.length) : trying.length > 0 ? words.trying : words.flowing
          }
        >
          <span className="text-ink-2">
            {held.length > 0 ? held.map(({ name }) => name).join(', ') : words.flowingText}
          </span>
        </Figure>
        <Figure label={words.references} value={numberText(bound)}>
          {broken > 0 ? (
            <span className="flex min-w-0 flex-wrap gap-x-2">
              <Status tone="bad" className="shrink-0">
                {words.broken(broken)}
              </Status>
              <Link href="/findings" className="min-w-0 rounded-xs text-accent-ink hover:underline">
                {words.seeBroken}
              </Link>
            </span>
          ) : (
            <span className="text-ink-2">{words.noneBroken}</span>
          )}
        </Figure>
        {most && (
          <Figure label={words.spent} value={<QuotaMeter label={words.spent} meter={most.window} />}>
            <span className="text-ink-2">
              {words.spentBy(most.quota.secretManagerName, windowText(most.window))}
            </span>
          </Figure>
        )}
      </dl>
    </section>
  );
}

function Figure({ label, value, children }: { label: string; value: ReactNode; children: ReactNode }) {
  return (
    <div className="min-w-0 px-4 py-3">
      <dt className="text-ink-3 text-xs">{label}</dt>
      <dd className="tabular mt-0.5 font-semibold text-lg">{value}</dd>
      <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
    </div>
  );
}
