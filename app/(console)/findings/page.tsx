import type { Metadata } from 'next';
import { firstLimit } from '@/components/query/first-limit';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { roleMay } from '@/lib/kernel/permissions';
import { listManagers } from '@/lib/managers/list';
import { estimateAll } from '@/lib/scans/estimate-all';
import { countFindings, listFindings } from '@/lib/scans/findings';
import { type FindingSearch, findingFilterOf } from './filter';
import { FindingList } from './finding-list';
import { ScanAll } from './scan-buttons';
import { findingWords as words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Every broken reference, with what could be bound instead. */
export default async function FindingsPage({ searchParams }: { searchParams: Promise<FindingSearch> }) {
  const caller = await pageCaller();
  const filter = findingFilterOf(await searchParams);
  const mayScan = roleMay(caller.role, 'reference:scan');
  const [first, managers, counts, estimate] = await Promise.all([
    pageRead('findings.list', () => listFindings({ caller, input: { ...filter, limit: firstLimit } })),
    pageRead('findings.managers', () => listManagers({ caller, input: { limit: 200 } })),
    pageRead('findings.counts', () => countFindings({ caller })),
    mayScan ? pageRead('findings.estimate', () => estimateAll({ caller })) : undefined,
  ]);
  const known = managers.ok ? managers.value.items : [];
  return (
    <>
      <PageHeader
        trail={[{ label: words.connections, href: '/connections' }]}
        title={words.title}
        description={words.description}
        actions={
          known.length > 0 &&
          mayScan && <ScanAll requests={estimate?.ok ? estimate.value.requests : undefined} />
        }
      />
      {first.ok ? (
        <FindingList
          first={first.value}
          filterAtFirst={filter}
          firstCounts={counts.ok ? counts.value : undefined}
          managers={known}
        />
      ) : (
        <ErrorState problem={first.problem} />
      )}
    </>
  );
}
