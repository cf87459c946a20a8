import { isDatedAhead } from '@/lib/kernel/clock';
import type { ErrorCode } from '@/lib/kernel/error-codes';

/** Why no request goes out to a provider for a while, and until when. Per secret manager. */
export type Breaker =
  | { state: 'closed' }
  | {
      state: 'open';
      reason: OpeningCode;
      openedAtMs: number;
      /** When one request may try again. */
      retryAtMs: number;
      /** How many times in a row it opened. */
      attempt: number;
    };

export type OpeningCode = Extract<
  ErrorCode,
  'provider_denied' | 'provider_rate_limited' | 'provider_unavailable' | 'provider_timeout'
>;

export const closed: Breaker = { state: 'closed' };

const secondMs = 1_000;
const minuteMs = 60 * secondMs;

// A refused token does not heal on its own: few probes. A limit says when, or is guessed. An outage may end any moment.
const pauses = {
  provider_denied: { firstMs: minuteMs, growth: 4, longestMs: 60 * minuteMs },
  provider_rate_limited: { firstMs: 30 * secondMs, growth: 2, longestMs: 60 * minuteMs },
  provider_unavailable: { firstMs: secondMs, growth: 2, longestMs: minuteMs },
  provider_timeout: { firstMs: 2 * secondMs, growth: 2, longestMs: minuteMs },
} as const satisfies Record<OpeningCode, { firstMs: number; growth: number; longestMs: number }>;

const longestRetryAfterMs = 24 * 60 * minuteMs;

/**
 * The breaker after an answer. `ok` closes it; a trouble of the whole manager opens it for a pause that grows with each
 * failure in a row; anything else leaves it. `random` gives 0–1 and spreads the pauses of many processes.
 */
export function nextBreaker(
  before: Breaker,
  answer: { code: ErrorCode | 'ok'; retryAfterMs?: number },
  nowMs: number,
  random: () => number,
): Breaker {
  if (answer.code === 'ok') return closed;
  if (!isOpening(answer.code)) return before;
  const attempt = before.state === 'open' ? before.attempt + 1 : 1;
  const pauseMs = pauseOf(answer.code, attempt, answer.retryAfterMs, random);
  const openedAtMs = before.state === 'open' ? before.openedAtMs : nowMs;
  return { state: 'open', reason: answer.code, openedAtMs, retryAtMs: nowMs + Math.ceil(pauseMs), attempt };
}

/**
 * Whether an open breaker lets a probe out. The pause of one that opened later than now is over: it was dated by a clock that
 * was set back since.
 */
export function isPauseOver(breaker: Breaker & { state: 'open' }, nowMs: number): boolean {
  return isDatedAhead(breaker.openedAtMs, nowMs) || nowMs >= breaker.retryAtMs;
}

/** Whether a code is a trouble of the whole manager, which opens its breaker. */
export function isOpening(code: ErrorCode): code is OpeningCode {
  return Object.hasOwn(pauses, code);
}

function pauseOf(
  code: OpeningCode,
  attempt: number,
  retryAfterMs: number | undefined,
  random: () => number,
): number {
  const spread = 1 + 0.2 * random();
  // What the service asked for is honoured as a floor; it is not shortened by the jitter.
  if (retryAfterMs !== undefined) return Math.min(retryAfterMs, longestRetryAfterMs) * spread;
  const { firstMs, growth, longestMs } = pauses[code];
  return Math.min(firstMs * growth ** Math.min(attempt - 1, 20), longestMs) * spread;
}
