import { backgroundShare, type LimitWindow } from '@/lib/kernel/limit-window';
import { once } from '@/lib/platform/singleton';

const dayMs = 86_400_000;

/** What keeping a manager's entries fresh takes: so many requests, so often. */
export interface Need {
  requests: number;
  everyMs: number;
}

const needs = () => once('quota-needs', () => new Map<string, Need>());

/** Notes what keeping a manager's entries in use fresh takes just now. */
export function noteNeed(managerId: string, need: Need): void {
  needs().set(managerId, need);
}

/**
 * Whether limits carry what keeping fresh takes, and if not, how many times longer the fresh time would have to be.
 * Undefined: nothing was kept fresh yet.
 */
export function judgeNeed(
  limits: readonly LimitWindow[],
  managerId: string,
): { perDay: number; fits: boolean; longerBy: number } | undefined {
  const need = needs().get(managerId);
  if (!need || need.requests === 0 || need.everyMs <= 0) return undefined;
  const perDay = Math.round((need.requests * dayMs) / need.everyMs);
  const longerBy = perDay / perDayFor(limits);
  return { perDay, fits: longerBy <= 1, longerBy };
}

/** How many requests a day the limits leave to background work, at an even pace; Infinity: no limit. */
export function perDayFor(limits: readonly LimitWindow[]): number {
  return Math.min(...limits.map(({ requests, windowMs }) => requests * backgroundShare * (dayMs / windowMs)));
}
