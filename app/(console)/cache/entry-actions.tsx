'use client';

import { Eraser, FlaskConical, RotateCw } from 'lucide-react';
import { useState } from 'react';
import { AnswerLine } from '@/components/picker/answer-line';
import { failedAction } from '@/components/query/failed-action';
import { referenceText } from '@/components/reference-text';
import { Button } from '@/components/ui/button';
import { Confirm } from '@/components/ui/confirm';
import { toast } from '@/components/ui/toast';
import type { EntryView, ReferenceView } from '@/lib/cache/schema';
import type { Outcome } from '@/lib/kernel/outcome';
import { roleMay } from '@/lib/kernel/permissions';
import type { Role } from '@/lib/kernel/role';
import type { CheckResult } from '@/lib/secrets/schema';
import { clearOne, test } from './actions';
import { timelineWords } from './timeline-words';
import type { Refresh } from './use-refresh';
import { cacheWords } from './words';

export interface EntryActionsProps {
  reference: Pick<ReferenceView, 'secretManagerId' | 'reference' | 'shownReference'>;
  /** Undefined: the cache holds nothing of it. */
  entry: Pick<EntryView, 'id' | 'mayClear'> | undefined;
  refresh: Refresh;
  role: Role;
  /** Something was asked or cleared: what is shown is old. */
  onChanged: () => void;
  onCleared: () => void;
}

/** What can be done about a reference: test, clear, refresh. What a role may not do is not there. */
export function EntryActions({ reference, entry, refresh, role, onChanged, onCleared }: EntryActionsProps) {
  const [isAsking, setAsking] = useState(false);
  const [isTesting, setTesting] = useState(false);
  const [answer, setAnswer] = useState<Outcome<CheckResult>>();
  const entryId = entry?.id;
  const text = referenceText(reference.shownReference);
  const clear = async () => {
    if (!entryId) return undefined;
    const outcome = await clearOne(entryId).catch(failedAction);
    if (!outcome.ok) return outcome.problem;
    toast.done(cacheWords.clear.done, { description: text });
    onCleared();
    return undefined;
  };
  const tryIt = async () => {
    setTesting(true);
    setAnswer(await test(reference.secretManagerId, reference.reference).catch(failedAction));
    setTesting(false);
    onChanged();
  };
  return (
    <>
      {answer && <AnswerLine outcome={answer} className="mr-auto min-w-0 self-center" />}
      {roleMay(role, 'reference:check') && (
        <Button icon={<FlaskConical />} isBusy={isTesting} onClick={tryIt}>
          {timelineWords.page.test}
        </Button>
      )}
      {entry && roleMay(role, 'cache:clear') && (
        <Button
          variant="danger-quiet"
          icon={<Eraser />}
          blockedBecause={entry.mayClear ? undefined : cacheWords.clear.notYours}
          onClick={() => setAsking(true)}
        >
          {cacheWords.clear.button}
        </Button>
      )}
      {entryId && roleMay(role, 'cache:refresh') && (
        <Button
          variant="primary"
          icon={<RotateCw />}
          isBusy={refresh.isBusy(entryId)}
          onClick={() => refresh.run(entryId)}
        >
          {cacheWords.refresh.button}
        </Button>
      )}
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
