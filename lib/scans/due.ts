import type { ScanSchedule } from '@/lib/managers/scan-schedules';

const dayMs = 24 * 3_600_000;
const lengthsMs = { daily: dayMs, weekly: 7 * dayMs };
// One that ended early is begun again sooner.
const againMs = 3_600_000;

/** When a schedule wants the next scan, in milliseconds since 1970. Undefined: never. */
export function nextScanMs(
  schedule: ScanSchedule,
  connectedAt: Date,
  last: { finishedAt: Date | null; errorCode: string | null } | null,
): number | undefined {
  if (schedule === 'off') return undefined;
  if (!last?.finishedAt) return connectedAt.getTime() + lengthsMs[schedule];
  return last.finishedAt.getTime() + (last.errorCode ? againMs : lengthsMs[schedule]);
}
