'use client';

import { useState } from 'react';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { Candidate } from '@/lib/connections/candidate';
import type { FindingView } from '@/lib/scans/schema';
import { useAskTroubles } from '../connections/use-troubles';
import { repairAction } from './actions';
import { findingWords } from './words';

/** Binds a candidate at once, and says so. */
export function useRepair() {
  const askTroubles = useAskTroubles();
  const repair = useOutcome(repairAction);
  const [busyWith, setBusyWith] = useState<string>();
  const run = async (finding: FindingView, { reference }: Candidate, label: string) => {
    setBusyWith(reference);
    const outcome = await repair.run({
      connection: finding.connection.key,
      field: finding.field,
      reference: finding.reference,
      instead: reference,
    });
    setBusyWith(undefined);
    if (!outcome.ok) {
      toast.problem(outcome.problem.title, { description: outcome.problem.detail });
      return;
    }
    toast.done(findingWords.repair.done(label), { description: finding.connection.name });
    await askTroubles();
  };
  return { run, busyWith };
}
