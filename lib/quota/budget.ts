import { backgroundShare, type Plan, planLimits } from './limits';

/** What was spent lately: by the token in this clock hour, by the account in the last 24 hours. */
export interface Spent {
  tokenHour: number;
  accountDay: number;
}

// Smaller spends less of the day in all, larger leaves nothing for the hours before it renews.
const shareOfOneHour = 1 / 6;

/**
 * How many requests background work may spend now: it yields at 70 % of either limit, and in one hour takes at most a
 * sixth of what the hours before left of the day's share. So a load that no day could carry is spread over the whole day
 * instead of stopping in the middle of it (docs/decisions/0006). `lastHour` counts the requests of the last 60 minutes.
 */
export function backgroundAllowance(plan: Plan, spent: Spent & { lastHour: number }): number {
  const { perTokenHour, perAccountDay } = planLimits[plan];
  const leftThisHour = perTokenHour * backgroundShare - spent.tokenHour;
  const leftBefore = perAccountDay * backgroundShare - (spent.accountDay - spent.lastHour);
  const paced = leftBefore * shareOfOneHour - spent.lastHour;
  return Math.max(0, Math.floor(Math.min(leftThisHour, paced)));
}

/** Whether background work may spend `requests` now. */
export function mayWorkBehind(plan: Plan, spent: Spent & { lastHour: number }, requests: number): boolean {
  return backgroundAllowance(plan, spent) >= requests;
}

export interface Forecast {
  /** Requests a day at the pace of the last hour. */
  perDay: number;
  /** Whether a day at this pace stays within both limits. */
  fits: boolean;
  /** Milliseconds until the nearer limit is reached at this pace; null: it is not. */
  endsInMs: number | null;
}

const hourMs = 3_600_000;
// While less of the day is used, an hour of setting up and trying out says nothing of the pace.
const tellingShare = 0.25;

/** When the limits end at the pace of the last hour. `lastHour` counts the requests of the last 60 minutes. */
export function forecast(plan: Plan, spent: Spent, lastHour: number): Forecast {
  const { perTokenHour, perAccountDay } = planLimits[plan];
  const perDay = lastHour * 24;
  const isDayTold = spent.accountDay >= perAccountDay * tellingShare;
  const fits = lastHour <= perTokenHour && (perDay <= perAccountDay || !isDayTold);
  if (fits) return { perDay, fits, endsInMs: null };
  const leftToday = Math.max(0, perAccountDay - spent.accountDay);
  const leftThisHour = Math.max(0, perTokenHour - spent.tokenHour);
  const dayEndsMs = perDay > perAccountDay ? (leftToday / lastHour) * hourMs : Number.POSITIVE_INFINITY;
  const hourEndsMs = lastHour > perTokenHour ? (leftThisHour / lastHour) * hourMs : Number.POSITIVE_INFINITY;
  return { perDay, fits, endsInMs: Math.round(Math.min(dayEndsMs, hourEndsMs)) };
}
