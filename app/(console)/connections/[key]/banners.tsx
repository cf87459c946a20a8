import { Notice } from '@/components/ui/notice';
import type { ConnectionView } from '@/lib/connections/schema';
import { appOf } from '@/lib/kernel/apps';
import type { FindingView } from '@/lib/scans/schema';
import { findingWords } from '../../findings/words';

/** Above a connection: what keeps workloads from getting it, or soon will. */
export function Banners({ view, findings }: { view: ConnectionView; findings: readonly FindingView[] }) {
  if (findings.length === 0) return null;
  const labels = appOf(view.app).fields;
  const names = findings.map(({ field }) => labels.find(({ name }) => name === field)?.label ?? field);
  return (
    <Notice tone="bad" title={findingWords.banner(findings.length)} className="mb-4">
      {findingWords.bannerText(names.join(', '))}
    </Notice>
  );
}
