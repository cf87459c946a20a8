import { LatchkeyError } from '@/lib/kernel/errors';
import { scanSchedules } from '@/lib/managers/schema';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import type { ReferenceScan } from '@/lib/platform/prisma-client/client';
import { boundFields } from './bound';
import { nextScanMs } from './due';
import { estimateRequests } from './estimate';
import type { ScanView } from './schema';

/** How a secret manager's references were looked at last. From stored rows alone. Throws `not_found`. */
export async function readScan(secretManagerId: string): Promise<ScanView> {
  const row = await database().secretManager.findUnique({
    where: { id: secretManagerId },
    select: { name: true, scanSchedule: true, createdAt: true, scan: true },
  });
  if (!row) throw new LatchkeyError('not_found');
  const fields = await boundFields(secretManagerId);
  const openFindings = fields.filter(({ finding }) => finding && finding.kind !== 'fine').length;
  const schedule = scanSchedules.find((each) => each === row.scanSchedule) ?? 'off';
  const nextMs = nextScanMs(schedule, row.createdAt, row.scan);
  return {
    secretManagerId,
    secretManagerName: row.name,
    schedule,
    isRunning: (row.scan?.heldUntil?.getTime() ?? 0) > clock().now(),
    nextAt: nextMs === undefined ? null : new Date(nextMs).toISOString(),
    estimate: { fields: fields.length, requests: estimateRequests(fields) },
    last: lastOf(row.scan),
    openFindings,
  };
}

function lastOf(scan: ReferenceScan | null): ScanView['last'] {
  if (!scan?.finishedAt) return null;
  const { startedAt, finishedAt, startedBy, errorCode, requests, fields, renamed, verified, broken } = scan;
  return {
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    startedBy,
    errorCode,
    requests,
    fields,
    renamed,
    verified,
    broken,
  };
}
