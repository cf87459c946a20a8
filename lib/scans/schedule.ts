import { systemCaller } from '@/lib/kernel/caller';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { scanSchedules } from '@/lib/managers/scan-schedules';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { nextScanMs } from './due';
import { scanManager } from './scan';

const name = 'scan-schedule';
const everyMs = 5 * 60_000;

/** Starts the schedule: every five minutes the secret managers whose time has come are scanned, one after the other. */
export function startScanSchedule(): void {
  startJob(name, everyMs, scanDue);
}

/** Stops it and waits for a scan that it began. */
export function stopScanSchedule(): Promise<void> {
  return stopJob(name);
}

/**
 * Scans what is due now. On several processes each looks, and `scanManager` lets one of them. Where the quota has no
 * room for background work, or the provider is away, it is looked at again later. Never rejects.
 */
export function scanDue(): Promise<void> {
  return runExclusive(name, scanAllDue, (inside) => log.warn('scan.failed', { inside }));
}

async function scanAllDue(): Promise<void> {
  const rows = await database().secretManager.findMany({
    where: { scanSchedule: { not: 'off' }, fields: { some: {} }, breaker: null },
    select: { id: true, scanSchedule: true, createdAt: true, scan: true },
  });
  for (const { id, scanSchedule, createdAt, scan } of rows) {
    const schedule = scanSchedules.find((each) => each === scanSchedule) ?? 'off';
    const nextMs = nextScanMs(schedule, createdAt, scan);
    if (nextMs === undefined || nextMs > clock().now()) continue;
    try {
      await scanManager({ caller: systemCaller, input: { id } });
    } catch (error) {
      log.info('scan.failed', { managerId: id, code: asLatchkeyError(error).code });
    }
  }
}
