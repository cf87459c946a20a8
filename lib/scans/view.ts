import { countBroken } from '@/lib/connections/broken';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { scanSchedules } from '@/lib/managers/scan-schedules';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import type { ReferenceScan } from '@/lib/platform/prisma-client/client';
import { readersShown } from '@/lib/secrets/shown-readers';
import { nextScanMs } from './due';
import { estimateScan } from './scan-estimate';
import type { ScanView } from './schema';

/** How a secret manager's references were looked at last. From stored rows alone. Throws `not_found`. */
export async function readScan(caller: Caller, secretManagerId: string): Promise<ScanView> {
  const row = await database().secretManager.findUnique({
    where: { id: secretManagerId },
    select: { name: true, scanSchedule: true, createdAt: true, scan: true },
  });
  if (!row) throw new LatchkeyError('not_found');
  const { fields, broken, requests } = await estimateScan(secretManagerId);
  const open = await countBroken(caller, { secretManagerId });
  const schedule = scanSchedules.find((each) => each === row.scanSchedule) ?? 'off';
  const shown = await readersShown(caller, [row.scan?.startedBy ?? null]);
  const nextMs = nextScanMs(schedule, row.createdAt, row.scan);
  return {
    secretManagerId,
    secretManagerName: row.name,
    schedule,
    isRunning: (row.scan?.heldUntil?.getTime() ?? 0) > clock().now(),
    nextAt: nextMs === undefined ? null : new Date(nextMs).toISOString(),
    // What is broken is looked for again: then the last scan knows better.
    estimate: { fields, requests: broken > 0 ? Math.max(requests, row.scan?.requests ?? 0) : requests },
    last: lastOf(row.scan, shown),
    openFindings: open[secretManagerId] ?? 0,
  };
}

function lastOf(
  scan: ReferenceScan | null,
  shown: (label: string | null) => string | null,
): ScanView['last'] {
  if (!scan?.finishedAt) return null;
  const { startedAt, finishedAt, startedBy, errorCode, requests, fields, renamed, verified, broken } = scan;
  return {
    startedAt: startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    startedBy: shown(startedBy),
    errorCode,
    requests,
    fields,
    renamed,
    verified,
    broken,
  };
}
