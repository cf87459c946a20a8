import { accessFacts } from '@/components/access-fact';
import { FreshTimeAdvice } from '@/components/fresh-time-advice';
import { OthersSpend, quotaMeters, RequestFlow } from '@/components/manager-requests';
import { ManagerStatus } from '@/components/manager-status';
import { titleOfCode } from '@/components/query/api-get';
import { ResumeRequestsButton } from '@/components/resume-requests-button';
import { ButtonLink } from '@/components/ui/button';
import { Facts } from '@/components/ui/facts';
import { Link } from '@/components/ui/link';
import { Notice, ProblemNote } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import { feedWords } from '@/components/words/feeds';
import { managerWords } from '@/components/words/managers';
import { numberText } from '@/components/words/numbers';
import type { HistoryView } from '@/lib/history/schema';
import type { Problem } from '@/lib/kernel/problem';
import type { ManagerView } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';
import { updateAction } from '../admin/security/secret-managers/[id]/actions';
import { letThroughAction } from './actions';
import { healthWords } from './words';

const words = healthWords.facts;
const shared = managerWords.requests;

export interface ManagerHealthProps {
  manager: ManagerView;
  quota: QuotaView | undefined;
  quotaProblem: Problem | undefined;
  history: HistoryView['managers'][number] | undefined;
  /** How many of its bound references are broken. */
  broken: number;
  mayWrite: boolean;
}

/** One secret manager: how it is and why, whether requests go out, what is spent, what hangs on it. */
export function ManagerHealth({
  manager,
  quota,
  quotaProblem,
  history,
  broken,
  mayWrite,
}: ManagerHealthProps) {
  const { breaker } = manager;
  const reason = manager.statusMessage;
  return (
    <Panel
      title={
        <Link
          href={`/admin/security/secret-managers/${manager.id}`}
          className="rounded-xs [overflow-wrap:anywhere] hover:underline"
        >
          {manager.name}
        </Link>
      }
      actions={<ManagerStatus manager={manager} look="badge" />}
    >
      <div className="grid grid-cols-[minmax(0,1fr)] gap-3">
        {reason && <Trouble manager={manager} reason={reason} />}
        <FeedTrouble manager={manager} />
        <Facts
          facts={[
            { label: words.since, value: <RelativeTime at={manager.statusSince} exact="beside" /> },
            ...pulseFacts(history, manager),
            {
              label: words.requests,
              value: (
                <span className="flex flex-wrap items-start justify-between gap-2">
                  <span className="min-w-0">
                    <RequestFlow breaker={breaker} />
                  </span>
                  {mayWrite && breaker.state === 'open' && (
                    <ResumeRequestsButton id={manager.id} action={letThroughAction} />
                  )}
                </span>
              ),
            },
            ...(breaker.state === 'open'
              ? [{ label: words.nextTry, value: <RelativeTime at={breaker.retryAt} exact="beside" /> }]
              : []),
            ...quotaFacts(quota, manager),
            ...flowFacts(history, manager),
            ...accessFacts(manager.changeFeed.access),
            { label: words.vaults, value: numberText(manager.vaultCount) },
            { label: words.references, value: <References manager={manager} broken={broken} /> },
          ]}
        />
        <OthersSpend breaker={breaker} quota={quota} />
        {quota?.backgroundWork === 'yielding' && <Notice tone="warn">{shared.yielding}</Notice>}
        <FreshTimeAdvice quota={quota} mayWrite={mayWrite} action={updateAction} />
        {!quota && quotaProblem && <ProblemNote problem={quotaProblem} />}
      </div>
    </Panel>
  );
}

function Trouble({ manager: { id, name, status }, reason }: { manager: ManagerView; reason: string }) {
  const tone = status === 'refused' || status === 'unreachable' ? 'bad' : 'warn';
  return (
    <Notice
      tone={tone}
      actions={
        <ButtonLink
          size="sm"
          href={`/admin/security/secret-managers/${id}`}
          aria-label={healthWords.open(name)}
        >
          {healthWords.openIt}
        </ButtonLink>
      }
    >
      {reason}
    </Notice>
  );
}

/** The change feed is not trusted any more: where to turn it on again. */
function FeedTrouble({ manager: { id, name, changeFeed } }: { manager: ManagerView }) {
  if (changeFeed.trust?.state !== 'ended') return null;
  return (
    <Notice
      tone="warn"
      title={feedWords.ended}
      actions={
        <ButtonLink
          size="sm"
          href={`/admin/security/secret-managers/${id}#change-feed`}
          aria-label={feedWords.seeOf(name)}
        >
          {feedWords.see}
        </ButtonLink>
      }
    >
      {feedWords.endedText}
    </Notice>
  );
}

/** Before the history has come the last check stands in for it. */
function pulseFacts(history: ManagerHealthProps['history'], manager: ManagerView) {
  const failure = history?.lastFailure;
  return [
    {
      label: words.succeeded,
      value: <RelativeTime at={history ? history.lastSuccessAt : manager.checkedAt} exact="beside" />,
    },
    {
      label: words.failed,
      value: failure ? (
        <>
          <RelativeTime at={failure.at} exact="beside" />
          <span className="text-ink-2"> · {titleOfCode(failure.code)}</span>
        </>
      ) : (
        <span className="text-ink-3">{words.neverFailed}</span>
      ),
    },
  ];
}

function flowFacts(history: ManagerHealthProps['history'], { id, name }: ManagerView) {
  const [mostly, ...others] = history?.failures ?? [];
  const { p50Ms, p95Ms, signIns = 0, failed = 0 } = history?.total ?? {};
  const measured = p50Ms != null && p95Ms != null;
  return [
    {
      label: words.latency,
      value: (
        <span className="tabular">
          {measured ? words.latencyText(durationText(p50Ms), durationText(p95Ms)) : words.unmeasured}
          <span className="text-ink-2"> · {words.signIns(signIns)}</span>
        </span>
      ),
    },
    {
      label: words.readsFailed,
      value: (
        <span className="flex flex-wrap gap-x-3">
          <span className="tabular">
            {numberText(failed)}
            {mostly && (
              <span className="text-ink-2">
                {' · '}
                {words.readsFailedBy(titleOfCode(mostly.code), others.length === 0)}
              </span>
            )}
          </span>
          {failed > 0 && (
            <Link
              href={`/cache?manager=${id}&state=failing`}
              aria-label={words.seeFailingOf(name)}
              className="rounded-xs font-medium text-accent-ink hover:underline"
            >
              {words.seeFailing}
            </Link>
          )}
        </span>
      ),
    },
  ];
}

function quotaFacts(quota: QuotaView | undefined, { breaker }: ManagerView) {
  if (!quota) return [];
  const { forecast } = quota;
  const isRunning = quota.backgroundWork === 'running' && breaker.state === 'closed';
  return [
    ...quotaMeters(quota),
    ...(forecast.endsAt
      ? [{ label: words.limitReached, value: <RelativeTime at={forecast.endsAt} exact="beside" /> }]
      : []),
    { label: words.background, value: isRunning ? words.running : words.yielding },
  ];
}

function References({ manager, broken }: { manager: ManagerView; broken: number }) {
  return (
    <span className="flex flex-wrap gap-x-3">
      <span className="tabular">{numberText(manager.boundReferenceCount)}</span>
      {broken > 0 && (
        <Link
          href={`/findings?manager=${manager.id}`}
          aria-label={words.brokenOf(broken, manager.name)}
          className="rounded-xs hover:underline"
        >
          <Status tone="bad">{healthWords.figures.broken(broken)}</Status>
        </Link>
      )}
      <Link
        href={`/cache?manager=${manager.id}`}
        aria-label={healthWords.entriesOf(manager.name)}
        className="rounded-xs font-medium text-accent-ink hover:underline"
      >
        {healthWords.entries}
      </Link>
    </span>
  );
}
