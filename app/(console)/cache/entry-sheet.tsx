'use client';

import { History } from 'lucide-react';
import { useState } from 'react';
import { referenceText } from '@/components/reference-text';
import { ButtonLink } from '@/components/ui/button';
import { ErrorState } from '@/components/ui/error-state';
import { Sheet } from '@/components/ui/sheet';
import type { EntryView } from '@/lib/cache/schema';
import type { Role } from '@/lib/kernel/role';
import { EntryActions } from './entry-actions';
import { EntryFacts } from './entry-facts';
import { Timeline } from './timeline';
import { timelineWords } from './timeline-words';
import { useReference } from './use-reference';
import type { Refresh } from './use-refresh';

export interface EntrySheetProps {
  /** Of the address; undefined: closed. */
  subject: string | undefined;
  /** Its entry, when the list has it: shown until more is known. */
  listed: EntryView | undefined;
  onClose: () => void;
  refresh: Refresh;
  role: Role;
  onCleared: () => void;
}

/** The whole of one entry with what happened to it lately, and what can be done about it. */
export function EntrySheet({ subject, listed, onClose, refresh, role, onCleared }: EntrySheetProps) {
  const { view, problem, reload } = useReference(subject);
  const known = view?.subject === subject ? view : undefined;
  const now = known ?? listed;
  // While the sheet slides away it still shows what it showed.
  const [shown, setShown] = useState(now);
  if (now && now !== shown) setShown(now);
  const entry = listed ?? known?.entry ?? undefined;
  const reference = subject ? now : shown;
  if (!reference) {
    return (
      <Sheet
        isOpen={subject !== undefined}
        onOpenChange={(isOpen) => !isOpen && onClose()}
        title={timelineWords.page.missing}
      >
        {problem && <ErrorState problem={problem} onRetry={reload} />}
      </Sheet>
    );
  }
  return (
    <Sheet
      isOpen={subject !== undefined}
      onOpenChange={(isOpen) => !isOpen && onClose()}
      title={referenceText(reference.shownReference)}
      description={reference.secretManagerName}
      footer={
        <EntryActions
          key={reference.subject}
          reference={reference}
          entry={entry}
          refresh={refresh}
          role={role}
          onChanged={reload}
          onCleared={() => {
            onClose();
            onCleared();
          }}
        />
      }
    >
      <div className="grid gap-5">
        {entry ? <EntryFacts entry={entry} /> : <p className="text-ink-2">{timelineWords.page.gone}</p>}
        <section aria-label={timelineWords.title} className="grid gap-3 border-t pt-4">
          <div className="flex items-center justify-between gap-3">
            <h3 className="font-semibold text-base">{timelineWords.title}</h3>
            <ButtonLink size="sm" icon={<History />} href={`/cache/${reference.subject}`}>
              {timelineWords.whole}
            </ButtonLink>
          </div>
          <Timeline subject={reference.subject} extent="few" />
        </section>
      </div>
    </Sheet>
  );
}
