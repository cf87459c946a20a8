import type { ReactNode } from 'react';
import { callerText } from '@/components/caller-text';
import { isByIds } from '@/components/reference-text';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { IntentLink } from '@/components/ui/intent-link';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { numberText } from '@/components/words/numbers';
import { saidCode } from '@/components/words/problems';
import type { EntryView } from '@/lib/cache/schema';
import { AgeBar } from './entry-columns';
import { EntryStatus } from './entry-state';
import { NextRefresh } from './next-refresh';
import { cacheWords } from './words';

const words = cacheWords.detail;

/** All that is known of an entry; there is no place for a value. */
export function EntryFacts({ entry }: { entry: EntryView }) {
  const { absentCode, absentMessage, lastError, staleUntil, connections } = entry;
  return (
    <div className="grid gap-5">
      {absentCode && (
        <Cause code={absentCode} message={absentMessage} at={entry.fetchedAt} connections={connections} />
      )}
      {lastError && <Cause {...lastError} connections={[]} />}
      <Facts
        facts={[
          { label: words.state, value: <EntryStatus entry={entry} /> },
          { label: cacheWords.columns.age, value: <AgeBar entry={entry} /> },
          { label: words.fetched, value: <RelativeTime at={entry.fetchedAt} exact="beside" /> },
          {
            label: entry.state === 'absent' ? words.askedAgain : words.freshUntil,
            value: <RelativeTime at={entry.freshUntil} exact="beside" />,
          },
          ...(staleUntil
            ? [{ label: words.servedUntil, value: <RelativeTime at={staleUntil} exact="beside" /> }]
            : []),
          // Of an absence the same as when it is asked again, unless a pause comes between.
          ...(entry.state === 'absent' && entry.nextRefresh.when !== 'after_pause'
            ? []
            : [{ label: words.nextRefresh, value: <NextRefresh entry={entry} /> }]),
          {
            label: words.changed,
            value: <RelativeTime at={entry.changedAt} never={words.unchanged} exact="beside" />,
          },
        ]}
      />
      <Facts
        facts={[
          {
            label: words.names,
            value: <Copied text={entry.shownReference} label={words.copyNames} />,
          },
          ...(isByIds(entry.reference)
            ? [{ label: words.ids, value: <Copied text={entry.reference} label={words.copyIds} /> }]
            : [{ label: words.ids, value: <span className="text-ink-3">{words.askedByNames}</span> }]),
          { label: cacheWords.columns.connections, value: <ConnectionLinks connections={connections} /> },
          { label: cacheWords.columns.hits, value: numberText(entry.hits) },
          {
            label: cacheWords.columns.last_read,
            value: (
              <>
                <RelativeTime at={entry.lastReadAt} never={cacheWords.neverRead} exact="beside" />
                {entry.lastReadBy && <span className="text-ink-2"> · {callerText(entry.lastReadBy)}</span>}
              </>
            ),
          },
        ]}
      />
    </div>
  );
}

function Copied({ text, label }: { text: string; label: string }): ReactNode {
  return (
    <span className="flex items-start gap-1">
      <code className="min-w-0 flex-1 break-words text-xs leading-5">{text}</code>
      <CopyButton text={text} label={label} look="inset" />
    </span>
  );
}

/** What went wrong and what to do, and when it was seen. */
function Cause({
  code,
  message,
  at,
  connections,
}: {
  code: string;
  message: string | null;
  at: string;
  /** Those that fail by it. */
  connections: EntryView['connections'];
}) {
  const own = saidCode(code);
  return (
    <Notice tone={connections.length > 0 ? 'bad' : 'warn'} title={own.title}>
      {message ?? own.message}
      {connections.length > 0 && (
        <span className="block">{words.failing(connections.map(({ name }) => name))}</span>
      )}
      <span className="block text-xs">
        <RelativeTime at={at} exact="beside" />
      </span>
    </Notice>
  );
}

function ConnectionLinks({ connections }: Pick<EntryView, 'connections'>): ReactNode {
  if (connections.length === 0) return <span className="text-ink-3">{cacheWords.noConnection}</span>;
  return (
    <ul className="grid gap-1">
      {connections.map(({ key, name }) => (
        <li key={key}>
          <IntentLink href={`/connections/${key}`} className="rounded-xs text-accent-ink hover:underline">
            {name}
          </IntentLink>
        </li>
      ))}
    </ul>
  );
}
