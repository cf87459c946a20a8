'use client';

import { numberText } from '@/components/words/numbers';
import { Eraser, RotateCw } from 'lucide-react';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { offline, titleOfCode } from '@/components/query/api-get';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { CopyButton } from '@/components/ui/copy-button';
import { Facts } from '@/components/ui/facts';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { Sheet } from '@/components/ui/sheet';
import { toast } from '@/components/ui/toast';
import type { EntryView } from '@/lib/cache/schema';
import { type Role, roleMay } from '@/lib/kernel/permissions';
import { clearOne } from './actions';
import { EntryStatus } from './entry-state';
import { AgeBar } from './entry-table';
import { isByIds, referenceText } from './reference-text';
import type { Refresh } from './use-refresh';
import { cacheWords } from './words';

const words = cacheWords.detail;

export interface EntrySheetProps {
  /** Undefined: closed. */
  entry: EntryView | undefined;
  onClose: () => void;
  refresh: Refresh;
  role: Role;
  onCleared: () => void;
}

/** The whole of one entry, and what can be done about it. */
export function EntrySheet({ entry, onClose, refresh, role, onCleared }: EntrySheetProps) {
  const [isAsking, setAsking] = useState(false);
  // While the sheet slides away it still shows what it showed.
  const [shown, setShown] = useState(entry);
  if (entry && entry !== shown) setShown(entry);
  if (!shown) return null;
  const text = referenceText(shown.shownReference);
  const clear = async () => {
    const outcome = await clearOne(shown.id).catch(() => ({ ok: false as const, problem: offline }));
    if (!outcome.ok) return outcome.problem;
    toast.done(cacheWords.clear.done, { description: text });
    onClose();
    onCleared();
    return undefined;
  };
  return (
    <>
      <Sheet
        isOpen={entry !== undefined}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        title={text}
        description={shown.secretManagerName}
        footer={
          <>
            {roleMay(role, 'cache:clear') && (
              <Button variant="danger-quiet" icon={<Eraser />} onClick={() => setAsking(true)}>
                {cacheWords.clear.button}
              </Button>
            )}
            {roleMay(role, 'cache:refresh') && (
              <Button
                variant="primary"
                icon={<RotateCw />}
                isBusy={refresh.isBusy(shown.id)}
                onClick={() => refresh.run(shown.id)}
              >
                {cacheWords.refresh.button}
              </Button>
            )}
          </>
        }
      >
        <EntryFacts entry={shown} />
      </Sheet>
      <Confirm
        isOpen={isAsking}
        onOpenChange={setAsking}
        title={cacheWords.clear.title}
        confirmLabel={cacheWords.clear.confirm}
        onConfirm={clear}
      >
        <p>{cacheWords.clear.text(text)}</p>
        <p>{cacheWords.clear.away}</p>
      </Confirm>
    </>
  );
}

function EntryFacts({ entry }: { entry: EntryView }) {
  const { absentCode, lastError, staleUntil, connections } = entry;
  return (
    <div className="grid gap-5">
      {lastError && (
        <Notice tone="warn" title={titleOfCode(lastError.code)}>
          {lastError.message} <RelativeTime at={lastError.at} />
        </Notice>
      )}
      <Facts
        facts={[
          { label: words.state, value: <EntryStatus entry={entry} /> },
          ...(absentCode ? [{ label: words.absent, value: titleOfCode(absentCode) }] : []),
          { label: cacheWords.columns.age, value: <AgeBar entry={entry} /> },
          { label: words.fetched, value: <RelativeTime at={entry.fetchedAt} /> },
          {
            label: entry.state === 'absent' ? words.askedAgain : words.freshUntil,
            value: <RelativeTime at={entry.freshUntil} />,
          },
          ...(staleUntil ? [{ label: words.servedUntil, value: <RelativeTime at={staleUntil} /> }] : []),
          {
            label: words.changed,
            value: <RelativeTime at={entry.changedAt} never={words.unchanged} />,
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
            label: cacheWords.columns.lastRead,
            value: (
              <>
                <RelativeTime at={entry.lastReadAt} never={cacheWords.neverRead} />
                {entry.lastReadBy && <span className="text-ink-2"> · {entry.lastReadBy}</span>}
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

function ConnectionLinks({ connections }: Pick<EntryView, 'connections'>): ReactNode {
  if (connections.length === 0) return <span className="text-ink-3">{cacheWords.noConnection}</span>;
  return (
    <ul className="grid gap-1">
      {connections.map(({ key, name }) => (
        <li key={key}>
          <Link href={`/connections/${key}`} className="rounded-xs text-accent-ink hover:underline">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
