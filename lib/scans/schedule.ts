import { systemCaller } from '@/lib/kernel/caller';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { scanSchedules } from '@/lib/managers/scan-schedules';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { log } from '@/lib/platform/log';
import { findSingleton, once, replaceSingleton } from '@/lib/platform/singleton';
import { nextScanMs } from './due';
import { scanManager } from './scan';

const name = 'scan-schedule';
const everyMs = 5 * 60_000;

type Timer = ReturnType<typeof setInterval>;

const round = () => once<{ flight?: Promise<void> | undefined }>('scan-round', () => ({}));

/** Starts the schedule: every five minutes the secret managers whose time has come are scanned, one after the other. */
export function startScanSchedule(): void {
  const timer = setInterval(() => void scanDue(), everyMs);
  timer.unref();
  replaceSingleton(name, timer);
}

/** Stops it and waits for a scan that it began. */
export async function stopScanSchedule(): Promise<void> {
  clearInterval(findSingleton<Timer>(name));
  await round().flight;
}

/**
 * Scans what is due now. On several processes each looks, and `scanManager` lets one of them. Where the quota has no
 * room for background work, or the provider is away, it is looked at again later. Never rejects.
 */
export function scanDue(): Promise<void> {
  const running = round();
  running.flight ??= scanAllDue()
    .catch((error: unknown) => log.warn('scan.failed', { inside: asLatchkeyError(error).inside }))
    .finally(() => {
      running.flight = undefined;
    });
  return running.flight;
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
