import { accessFacts } from '@/components/access-fact';
import { QuotaMeter } from '@/components/manager-requests';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import { feedWords } from '@/components/words/feeds';
import { numberText } from '@/components/words/numbers';
import type { FeedView } from '@/lib/managers/feed-schema';
import type { ManagerView } from '@/lib/managers/schema';
import type { QuotaView } from '@/lib/quota/schema';
import { EditFeed } from './feed-sheet';
import { EditTrust } from './feed-trust';
import { words } from './feed-words';

const tones: Record<FeedView['state'], Tone> = {
  listening: 'ok',
  refused: 'bad',
  unreachable: 'warn',
  off: 'idle',
};

const trustTones: Record<NonNullable<FeedView['trust']>['state'], Tone> = {
  on: 'ok',
  waiting: 'warn',
  ended: 'bad',
};

export interface FeedPanelProps {
  manager: ManagerView;
  quota: QuotaView | undefined;
  mayWrite: boolean;
}

/** Whether changes in the account are heard, how soon, and whether values are kept for longer because of it. */
export function FeedPanel({ manager, quota, mayWrite }: FeedPanelProps) {
  const { state, lastHeardAt, delayMs, changesSeen, mayBeOfAnotherAccount, trust, access } =
    manager.changeFeed;
  const isOff = state === 'off';
  return (
    <Panel
      title={words.title}
      actions={
        mayWrite && (
          <>
            {!isOff && <EditTrust manager={manager} />}
            <EditFeed manager={manager} />
          </>
        )
      }
    >
      <div id="change-feed" className="grid scroll-mt-16 gap-3">
        {isOff && <p className="text-ink-2 text-sm">{words.off}</p>}
        {state === 'refused' && <Notice tone="bad">{words.refused}</Notice>}
        {state === 'unreachable' && <Notice tone="warn">{words.unreachable}</Notice>}
        {trust?.state === 'ended' && (
          <Notice tone="bad" title={feedWords.ended}>
            {feedWords.endedText}
          </Notice>
        )}
        {mayBeOfAnotherAccount && <Notice tone="warn">{words.otherAccount}</Notice>}
        <Facts
          facts={[
            { label: words.state, value: <Status tone={tones[state]}>{words.states[state]}</Status> },
            ...(isOff
              ? []
              : [
                  { label: words.heard, value: <RelativeTime at={lastHeardAt} exact="beside" /> },
                  { label: words.delay, value: delayMs === null ? words.none : durationText(delayMs) },
                  { label: words.seen, value: numberText(changesSeen) },
                  ...(quota?.changeFeed
                    ? [
                        {
                          label: words.spent,
                          value: <QuotaMeter label={words.spent} meter={quota.changeFeed} />,
                        },
                      ]
                    : []),
                  {
                    label: words.trust.label,
                    value: trust ? (
                      <>
                        <Status tone={trustTones[trust.state]}>{words.trust.states[trust.state]}</Status>
                        <span className="block text-ink-2">
                          {words.trust.stateTexts[trust.state](durationText(trust.freshMs))}
                        </span>
                      </>
                    ) : (
                      words.trust.none
                    ),
                  },
                  ...accessFacts(access),
                ]),
          ]}
        />
      </div>
    </Panel>
  );
}
