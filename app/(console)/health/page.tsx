import type { Metadata } from 'next';
import { ErrorState } from '@/components/ui/error-state';
import { Notice } from '@/components/ui/notice';
import { PageHeader } from '@/components/ui/page-header';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { listManagers } from '@/lib/managers/list';
import { listQuota } from '@/lib/managers/list-quota';
import { clockSentence, clockTrouble, timeState } from '@/lib/platform/keep-time';
import { translate } from '@/lib/platform/language';
import { countFindings } from '@/lib/scans/findings';
import { HealthPage } from './health-page';
import { healthWords as words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** Whether each secret manager answers, and what is spent of its limits: from records, no provider is asked. */
export default async function Page() {
  const caller = await pageCaller();
  const clock = clockTrouble(timeState());
  const [managers, quota, broken] = await Promise.all([
    pageRead('health.managers', () => listManagers({ caller, input: { limit: 200 } })),
    pageRead('health.quota', () => listQuota({ caller, input: { limit: 200 } })),
    pageRead('health.broken', () => countFindings({ caller })),
  ]);
  return (
    <>
      <PageHeader title={words.title} description={words.description} />
      {clock && (
        <Notice tone="warn" className="mb-3">
          {translate(clockSentence(clock))}
        </Notice>
      )}
      {managers.ok ? (
        <HealthPage
          first={managers.value}
          firstQuota={quota.ok ? quota.value : undefined}
          firstCounts={broken.ok ? broken.value : undefined}
          role={caller.role}
        />
      ) : (
        <ErrorState problem={managers.problem} />
      )}
    </>
  );
}
