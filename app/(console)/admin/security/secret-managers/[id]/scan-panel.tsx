import { titleOfCode } from '@/components/query/api-get';
import { Facts } from '@/components/ui/facts';
import { Link } from '@/components/ui/link';
import { Notice } from '@/components/ui/notice';
import { Panel } from '@/components/ui/panel';
import { RelativeTime } from '@/components/ui/relative-time';
import { Status } from '@/components/ui/status';
import type { Outcome } from '@/lib/kernel/outcome';
import type { ScanView } from '@/lib/scans/schema';
import { ScanOne } from '../../../../findings/scan-buttons';
import { findingWords } from '../../../../findings/words';
import { EditSchedule } from './edit-schedule';
import { words } from './words';

export interface ScanPanelProps {
  scan: Outcome<ScanView>;
  mayScan: boolean;
  mayWrite: boolean;
}

/** Whether its bound references are as they were bound: the last scan, the next one, and what it found. */
export function ScanPanel({ scan: read, mayScan, mayWrite }: ScanPanelProps) {
  if (!read.ok) return null;
  const scan = read.value;
  const { last, estimate } = scan;
  const isEmpty = estimate.fields === 0;
  return (
    <Panel
      title={words.scan.title}
      actions={
        <>
          {mayWrite && <EditSchedule id={scan.secretManagerId} schedule={scan.schedule} />}
          {mayScan && (
            <ScanOne
              id={scan.secretManagerId}
              blockedBecause={isEmpty ? findingWords.scan.nothing : undefined}
            />
          )}
        </>
      }
    >
      <Facts
        facts={[
          { label: words.scan.found, value: <Found scan={scan} /> },
          {
            label: words.scan.last,
            value: last ? (
              <span>
                <RelativeTime at={last.finishedAt} />
                <span className="text-ink-3"> · {words.scan.took(last.requests, last.fields)}</span>
              </span>
            ) : (
              <span className="text-ink-3">{words.scan.never}</span>
            ),
          },
          {
            label: words.scan.next,
            value: (
              <span>
                {words.scan.schedules[scan.schedule]}
                {scan.nextAt && !isEmpty && (
                  <span className="text-ink-3">
                    {' · '}
                    <RelativeTime at={scan.nextAt} />
                  </span>
                )}
              </span>
            ),
          },
          {
            label: words.scan.cost,
            value: isEmpty ? words.scan.none : findingWords.scan.about(estimate.requests),
          },
        ]}
      />
      {last?.errorCode && (
        <Notice tone="warn" className="mt-3">
          {words.scan.ended(titleOfCode(last.errorCode))}
        </Notice>
      )}
    </Panel>
  );
}

function Found({ scan }: { scan: ScanView }) {
  if (scan.isRunning) return <Status tone="info">{words.scan.running}</Status>;
  if (scan.openFindings > 0) {
    return (
      <Link href={`/findings?manager=${scan.secretManagerId}`} className="rounded-xs hover:underline">
        <Status tone="bad">{findingWords.banner(scan.openFindings)}</Status>
      </Link>
    );
  }
  if (!scan.last) return <span className="text-ink-3">{words.scan.unknown}</span>;
  return <Status tone="ok">{words.scan.allWell}</Status>;
}
