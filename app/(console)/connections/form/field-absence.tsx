'use client';

import { KeyRound, ScanSearch } from 'lucide-react';
import { useRouter } from 'next/navigation';
import type { Binding } from '@/components/picker/binding';
import { titleOfCode } from '@/components/query/api-get';
import { Button } from '@/components/ui/button';
import { Notice } from '@/components/ui/notice';
import { RelativeTime } from '@/components/ui/relative-time';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import { saidCode } from '@/components/words/problems';
import { scanAction } from '../../findings/actions';
import { findingWords } from '../../findings/words';
import { check } from '../actions';
import type { Absence } from './findings-room';

const words = findingWords.repair;

export interface FieldAbsenceProps {
  absence: Absence;
  label: string;
  binding: Binding;
  onChoose: () => void;
}

/** Under a field whose secret was not there when it was read last: why, when that was, and the ways out. */
export function FieldAbsence({ absence, label, binding, onChoose }: FieldAbsenceProps) {
  const { secretManagerId, reference } = binding;
  const router = useRouter();
  const test = useOutcome(check);
  const scan = useOutcome(scanAction);
  const look = async () => {
    // It may have been restored meanwhile, which one request tells.
    const tested = await test.run({ secretManagerId, reference });
    if (tested.ok && tested.value.ok) {
      toast.done(words.backAgain(label));
      return router.refresh();
    }
    const outcome = await scan.run(secretManagerId);
    if (!outcome.ok) toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <Notice
      tone="bad"
      title={
        <span className="flex flex-wrap items-baseline gap-x-2">
          {titleOfCode(absence.code)}
          <span className="font-normal text-ink-3 text-xs">
            {words.asked} <RelativeTime at={absence.at} />
          </span>
        </span>
      }
    >
      <p>{absence.message ?? saidCode(absence.code).message}</p>
      <div className="mt-2 flex flex-wrap gap-2">
        <Button size="sm" icon={<KeyRound />} aria-label={words.chooseFor(label)} onClick={onChoose}>
          {words.choose}
        </Button>
        <Button
          size="sm"
          icon={<ScanSearch />}
          isBusy={test.isBusy || scan.isBusy}
          onClick={() => void look()}
        >
          {words.lookFor}
        </Button>
      </div>
    </Notice>
  );
}
