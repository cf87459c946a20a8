'use client';

import { ScanSearch } from 'lucide-react';
import type { Binding } from '@/components/picker/binding';
import { apiGet } from '@/components/query/api-get';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/toast';
import { useOutcome } from '@/components/use-outcome';
import type { Page } from '@/lib/kernel/page';
import type { FindingView } from '@/lib/scans/schema';
import { scanAction } from '../../findings/actions';
import { findingWords } from '../../findings/words';
import { check } from '../actions';
import { useAskTroubles } from '../use-troubles';

const words = findingWords.repair;

/** For a field that only a read has found broken: asks the secret manager again, and has a scan look for the reason. */
export function FieldLook({
  label,
  binding,
  finding: { connection, field },
}: {
  label: string;
  binding: Binding;
  finding: Pick<FindingView, 'connection' | 'field'>;
}) {
  const { secretManagerId, reference } = binding;
  const test = useOutcome(check);
  const scan = useOutcome(scanAction);
  const askTroubles = useAskTroubles();
  // The button goes with the scan: what it found is said.
  const tellOffers = async () => {
    const query = { connection: connection.key, limit: 200 };
    const found = await apiGet<Page<FindingView>>('/api/v1/references/findings', query).catch(
      () => undefined,
    );
    const offers = found?.items.find((each) => each.field === field)?.candidates.length ?? 0;
    toast.note(offers > 0 ? words.offers(label, offers) : words.noOffer(label));
  };
  const look = async () => {
    // It may have been restored meanwhile, which one request tells.
    const tested = await test.run({ secretManagerId, reference });
    if (tested.ok && tested.value.ok) toast.done(words.backAgain(label));
    else {
      const outcome = await scan.run(secretManagerId);
      if (outcome.ok) await tellOffers();
      else toast.problem(outcome.problem.title, { description: outcome.problem.detail });
    }
    await askTroubles();
  };
  return (
    <Button size="sm" icon={<ScanSearch />} isBusy={test.isBusy || scan.isBusy} onClick={look}>
      {words.lookFor}
    </Button>
  );
}
