'use client';

import { ScanSearch } from 'lucide-react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { ScanView } from '@/lib/scans/schema';
import { useAskTroubles } from '../connections/use-troubles';
import { scanAction, scanAllAction } from './actions';
import { findingWords } from './words';

const words = findingWords.scan;

/** Scans one secret manager and says what came of it. */
export function ScanOne({ id, blockedBecause }: { id: string; blockedBecause?: string | undefined }) {
  const scan = useOutcome(scanAction);
  const askTroubles = useAskTroubles();
  const run = async () => {
    const outcome = await scan.run(id);
    await askTroubles();
    if (outcome.ok) tellResult([outcome.value]);
    else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
  };
  return (
    <Button
      size="sm"
      icon={<ScanSearch />}
      isBusy={scan.isBusy}
      blockedBecause={blockedBecause}
      onClick={run}
    >
      {words.run}
    </Button>
  );
}

/** Scans all of them, one after the other. Says before about what it takes. */
export function ScanAll({ requests }: { requests: number | undefined }) {
  const scan = useOutcome(scanAllAction);
  const askTroubles = useAskTroubles();
  const run = async () => {
    const outcome = await scan.run(undefined);
    await askTroubles();
    if (!outcome.ok) return toast.problem(outcome.problem.title, { description: outcome.problem.detail });
    const { items } = outcome.value;
    const failed = items.filter(({ ok }) => !ok);
    if (failed.length > 0)
      toast.note(words.someFailed(failed.map(({ secretManagerName }) => secretManagerName).join(', ')));
    tellResult(items.flatMap((each) => each.scan ?? []));
  };
  return (
    <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
      {requests !== undefined && requests > 0 && (
        <span className="text-ink-3 text-xs">{words.about(requests)}</span>
      )}
      <Button
        variant="primary"
        icon={<ScanSearch />}
        isBusy={scan.isBusy}
        blockedBecause={requests === 0 ? words.nothing : undefined}
        onClick={run}
      >
        {words.runAll}
      </Button>
    </span>
  );
}

function tellResult(scans: readonly ScanView[]): void {
  const sum = (of: (last: NonNullable<ScanView['last']>) => number) =>
    scans.reduce((total, { last }) => total + (last ? of(last) : 0), 0);
  if (scans.length === 0) return;
  toast.done(words.done, {
    description: words.result(
      sum(({ fields }) => fields),
      sum(({ broken }) => broken),
      sum(({ renamed, verified }) => renamed + verified),
      sum(({ requests }) => requests),
    ),
  });
}
