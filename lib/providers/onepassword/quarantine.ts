import type { Clock } from '@/lib/kernel/clock';

/** Which managers have brought a thread down, and how they are kept from others since. */
export interface Quarantine {
  /** Notes that a manager's work ended a thread, for certain. */
  strike(managerId: string): void;
  /** Notes that a call of it was answered. */
  clear(managerId: string): void;
  /** Whether its calls run in a thread of their own. */
  isIsolated(managerId: string): boolean;
  /** How long its calls are refused, in milliseconds; 0: not at all. */
  holdMs(managerId: string): number;
  forget(managerId: string): void;
}

const isolatedForMs = 10 * 60_000;
const longestHoldMs = 60_000;

/**
 * After its first crash a manager runs in a thread of its own for ten minutes; from the second in a row on its calls are
 * refused for 1 s, doubling up to a minute, so that a crash loop costs nobody else anything.
 */
export function createQuarantine(clock: Clock): Quarantine {
  const strikes = new Map<string, { count: number; atMs: number }>();
  return {
    strike(managerId) {
      const count = (strikes.get(managerId)?.count ?? 0) + 1;
      strikes.set(managerId, { count, atMs: clock.now() });
    },
    clear(managerId) {
      const struck = strikes.get(managerId);
      if (struck && clock.now() - struck.atMs >= isolatedForMs) strikes.delete(managerId);
      else if (struck) struck.count = 0;
    },
    isIsolated(managerId) {
      const struck = strikes.get(managerId);
      return struck !== undefined && (struck.count > 0 || clock.now() - struck.atMs < isolatedForMs);
    },
    holdMs(managerId) {
      const struck = strikes.get(managerId);
      if (!struck || struck.count < 2) return 0;
      const holdMs = Math.min(longestHoldMs, 1000 * 2 ** (struck.count - 2));
      return Math.max(0, struck.atMs + holdMs - clock.now());
    },
    forget: (managerId) => void strikes.delete(managerId),
  };
}
