import type { Metadata } from 'next';
import { adminTrail } from '@/components/shell/navigation';
import { ErrorState } from '@/components/ui/error-state';
import { PageHeader } from '@/components/ui/page-header';
import { reportAccess } from '@/lib/access-report/report';
import { pageCaller, pageRead } from '@/lib/doors/page';
import { Report } from './report';
import { words } from './words';

export const generateMetadata = (): Metadata => ({ title: words.title });

/** What the rules of access refuse now, each with the next step, and what an admin should look at. */
export default async function AccessReportPage() {
  const caller = await pageCaller();
  const report = await pageRead('report-access', () => reportAccess({ caller }));
  return (
    <>
      <PageHeader trail={adminTrail('security')} title={words.title} description={words.description} />
      {report.ok ? <Report items={report.value.items} /> : <ErrorState problem={report.problem} />}
    </>
  );
}
