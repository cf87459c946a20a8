import type { ErrorCode } from '@/lib/kernel/error-codes';
import { clock } from '@/lib/platform/clock';
import { once } from '@/lib/platform/singleton';

/** What was counted of an entry since the last writing. */
export interface Activity {
  reads: number;
  refreshes: number;
  /** When it was last read or refreshed. */
  lastAtMs: number;
}

/** Asks for a reference that came to nothing. */
export interface FailedAsks {
  managerId: string;
  reference: string;
  code: ErrorCode;
  wire: string;
  count: number;
  firstAtMs: number;
  lastAtMs: number;
}

interface Pending {
  byKey: Map<string, Activity>;
  failures: Map<string, FailedAsks>;
}

const pending = () => once<Pending>('cache-activity', () => ({ byKey: new Map(), failures: new Map() }));

/** Counts reads and refreshes of an entry for its timeline, the last at `lastAtMs`. In memory until `flushEvents`. */
export function addActivity(
  key: string,
  { reads = 0, refreshes = 0, lastAtMs }: Partial<Activity> & Pick<Activity, 'lastAtMs'>,
): void {
  const { byKey } = pending();
  const known = byKey.get(key);
  byKey.set(key, {
    reads: (known?.reads ?? 0) + reads,
    refreshes: (known?.refreshes ?? 0) + refreshes,
    lastAtMs: Math.max(known?.lastAtMs ?? 0, lastAtMs),
  });
}

/** Counts an ask for a reference that came to nothing, with what the wire said. In memory until `flushEvents`. */
export function addFailedAsk(ask: Pick<FailedAsks, 'managerId' | 'reference' | 'code' | 'wire'>): void {
  const nowMs = clock().now();
  giveFailuresBack([{ ...ask, count: 1, firstAtMs: nowMs, lastAtMs: nowMs }]);
}

/** Takes what was counted since the last call. */
export function takeActivity(): { activity: [string, Activity][]; failures: FailedAsks[] } {
  const { byKey, failures } = pending();
  const taken = { activity: [...byKey], failures: [...failures.values()] };
  byKey.clear();
  failures.clear();
  return taken;
}

/** Gives back what could not be written. */
export function giveFailuresBack(asks: readonly FailedAsks[]): void {
  const { failures } = pending();
  for (const ask of asks) {
    const name = `${ask.managerId} ${ask.code} ${ask.reference}`;
    const known = failures.get(name);
    failures.set(name, {
      ...ask,
      count: ask.count + (known?.count ?? 0),
      firstAtMs: Math.min(ask.firstAtMs, known?.firstAtMs ?? ask.firstAtMs),
      lastAtMs: Math.max(ask.lastAtMs, known?.lastAtMs ?? ask.lastAtMs),
    });
  }
}
