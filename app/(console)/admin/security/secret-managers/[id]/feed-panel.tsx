import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { durationText } from '@/components/ui/relative';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { Tone } from '@/components/ui/tone';
import { numberText } from '@/components/words/numbers';
import type { FeedView } from '@/lib/managers/feed-schema';
import type { ManagerView } from '@/lib/managers/schema';
import { EditFeed } from './feed-sheet';
import { words } from './feed-words';

const tones: Record<FeedView['state'], Tone> = {
  listening: 'ok',
  refused: 'bad',
  unreachable: 'warn',
  off: 'idle',
};

/** Whether changes in the account are heard, and how soon. */
export function FeedPanel({ manager, mayWrite }: { manager: ManagerView; mayWrite: boolean }) {
  const { state, lastHeardAt, delayMs, changesSeen, mayBeOfAnotherAccount } = manager.changeFeed;
  const isOff = state === 'off';
  return (
    <Panel title={words.title} actions={mayWrite && <EditFeed manager={manager} />}>
      <div className="grid gap-3">
        {isOff && <p className="text-ink-2 text-sm">{words.off}</p>}
        {state === 'refused' && <Notice tone="bad">{words.refused}</Notice>}
        {state === 'unreachable' && <Notice tone="warn">{words.unreachable}</Notice>}
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
                ]),
          ]}
        />
      </div>
    </Panel>
  );
}
