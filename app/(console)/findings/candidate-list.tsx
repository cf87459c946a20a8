import { ProviderMark } from '@/components/provider-mark';
import { Button } from '@/components/ui/button';
import type { Candidate } from '@/lib/connections/candidate';
import { titlesText } from '@/lib/kernel/titles-text';
import type { FindingView } from '@/lib/scans/schema';
import { findingWords } from './words';

const words = findingWords.repair;

export interface CandidateListProps {
  finding: FindingView;
  /** The reference of the candidate that is being bound. */
  busyWith: string | undefined;
  onUse: (candidate: Candidate) => unknown;
}

/** What could be bound in a broken reference's place, each one click away. */
export function CandidateList({ finding, busyWith, onUse }: CandidateListProps) {
  if (finding.candidates.length === 0) return null;
  return (
    <ul aria-label={words.instead} className="grid gap-1">
      {finding.candidates.map((candidate) => (
        <li key={candidate.reference} className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span className="flex min-w-0 items-center gap-1.5">
            <ProviderMark provider="onepassword" className="size-3.5 shrink-0 text-ink-3" />
            <span className="min-w-0 text-ink">{titlesText(candidate.titles)}</span>
          </span>
          <Button
            size="sm"
            isBusy={busyWith === candidate.reference}
            aria-label={words.takeFor(titlesText(candidate.titles), finding.field)}
            onClick={() => onUse(candidate)}
          >
            {words.take}
          </Button>
        </li>
      ))}
    </ul>
  );
}
