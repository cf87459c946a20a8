import { backgroundShare, type LimitWindow } from '@/lib/kernel/limit-window';

/** What was spent lately, all processes together. */
export interface Spent {
  /** Of each of the provider's limits. */
  windows: readonly WindowUse[];
  /** Requests of the credential in the last 60 minutes: the pace. */
  lastHour: number;
}

/** A limit, and the requests that count against it. */
export interface WindowUse {
  window: LimitWindow;
  used: number;
}

const hourMs = 3_600_000;
// Of a longer window, one hour takes at most what is left for so many. Less spends less of it in all, more leaves nothing for the
// hours before it renews.
const pacedOverMs = 4 * hourMs;

/**
 * How many requests background work may spend now: it yields at 70 % of each limit, and of one that is longer than an hour
 * (a day) takes in one hour at most a part (a sixth) of what the hours before left of that share. So a load that no day could
 * carry is spread over the whole day instead of stopping in the middle of it (docs/decisions/0006). Infinity: no limit.
 */
export function backgroundAllowance({ windows, lastHour }: Spent): number {
  const allowed = windows.map(({ window, used }) => {
    const share = window.requests * backgroundShare;
    if (window.windowMs <= hourMs) return share - used;
    const leftBefore = share - (used - lastHour);
    return leftBefore * Math.min(1, pacedOverMs / window.windowMs) - lastHour;
  });
  return Math.max(0, Math.floor(Math.min(...allowed)));
}

/** Whether background work may spend `requests` now. */
export function mayWorkBehind(spent: Spent, requests: number): boolean {
  return backgroundAllowance(spent) >= requests;
}

export interface Forecast {
  /** Requests a day at the pace of the last hour. */
  perDay: number;
  /** Whether that pace stays within all limits. */
  fits: boolean;
  /** Milliseconds until the nearest limit is reached at this pace; null: none is. */
  endsInMs: number | null;
}

// While less of a long window is used, an hour of setting up and trying out says nothing of the pace.
const tellingShare = 0.25;

/** When the limits end at the pace of the last hour. */
export function forecast({ windows, lastHour }: Spent): Forecast {
  const perDay = lastHour * 24;
  const passed = windows.filter(({ window }) => (lastHour * window.windowMs) / hourMs > window.requests);
  const isTold = ({ window, used }: WindowUse) =>
    window.windowMs <= hourMs || used >= window.requests * tellingShare;
  if (!passed.some(isTold)) return { perDay, fits: true, endsInMs: null };
  const endsMs = passed.map(({ window, used }) => (Math.max(0, window.requests - used) / lastHour) * hourMs);
  return { perDay, fits: false, endsInMs: Math.round(Math.min(...endsMs)) };
}
