import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { type Breaker, closed, isPauseOver, nextBreaker } from './breaker';

const middle = () => 0.5;
const pauseOf = (breaker: Breaker, nowMs: number) =>
  breaker.state === 'open' ? breaker.retryAtMs - nowMs : 0;

/** Fails at every probe for `forMs` and counts the probes. */
function probesWithin(code: ErrorCode, forMs: number): number {
  let breaker: Breaker = closed;
  let nowMs = 0;
  let probes = 0;
  while (nowMs < forMs) {
    probes += 1;
    breaker = nextBreaker(breaker, { code }, nowMs, middle);
    if (breaker.state === 'open') nowMs = breaker.retryAtMs;
  }
  return probes;
}

describe('isPauseOver', () => {
  const open = { state: 'open', reason: 'provider_unavailable', openedAtMs: 10_000, attempt: 1 } as const;

  it('is so at the end of the pause, and when it was dated by a clock that was set back since', () => {
    expect(isPauseOver({ ...open, retryAtMs: 20_000 }, 19_999)).toBe(false);
    expect(isPauseOver({ ...open, retryAtMs: 20_000 }, 20_000)).toBe(true);
    expect(isPauseOver({ ...open, openedAtMs: 3_600_000, retryAtMs: 3_700_000 }, 20_000)).toBe(true);
  });
});

describe('nextBreaker', () => {
  it('opens at once for every trouble of the whole manager, and for nothing else', () => {
    for (const code of [
      'provider_denied',
      'provider_rate_limited',
      'provider_unavailable',
      'provider_timeout',
    ] as const) {
      expect(nextBreaker(closed, { code }, 0, middle)).toMatchObject({
        state: 'open',
        reason: code,
        attempt: 1,
      });
    }
    for (const code of ['secret_not_found', 'secret_forbidden', 'secret_ambiguous', 'internal'] as const) {
      expect(nextBreaker(closed, { code }, 0, middle)).toEqual(closed);
    }
  });

  it('closes with the first good answer', () => {
    const open = nextBreaker(closed, { code: 'provider_unavailable' }, 0, middle);
    expect(nextBreaker(open, { code: 'ok' }, 5_000, middle)).toEqual(closed);
  });

  it('keeps when the trouble began while the pauses grow', () => {
    const first = nextBreaker(closed, { code: 'provider_unavailable' }, 1_000, middle);
    const second = nextBreaker(first, { code: 'provider_timeout' }, 9_000, middle);
    expect(second).toMatchObject({ openedAtMs: 1_000, attempt: 2, reason: 'provider_timeout' });
    expect(pauseOf(second, 9_000)).toBeGreaterThan(pauseOf(first, 1_000));
  });

  it('never tries before the time that the service asked for', () => {
    const calm = nextBreaker(closed, { code: 'provider_rate_limited', retryAfterMs: 90_000 }, 0, () => 0);
    expect(pauseOf(calm, 0)).toBe(90_000);
    const late = nextBreaker(closed, { code: 'provider_rate_limited', retryAfterMs: 90_000 }, 0, () => 1);
    expect(pauseOf(late, 0)).toBeGreaterThan(90_000);
  });

  it('waits for a day at the most, whatever the service asks for', () => {
    const told = { code: 'provider_rate_limited', retryAfterMs: 365 * 24 * 3_600_000 } as const;
    expect(
      pauseOf(
        nextBreaker(closed, told, 0, () => 0),
        0,
      ),
    ).toBe(24 * 3_600_000);
  });

  it('spreads the pauses of many processes', () => {
    const at = (random: number) => nextBreaker(closed, { code: 'provider_unavailable' }, 0, () => random);
    expect(pauseOf(at(0), 0)).not.toBe(pauseOf(at(1), 0));
  });

  it('asks a refused token a handful of times in twenty minutes', () => {
    const probes = probesWithin('provider_denied', 20 * 60_000);
    expect(probes).toBeGreaterThanOrEqual(2);
    expect(probes).toBeLessThanOrEqual(4);
  });

  it('asks an unreachable service about once a minute in a long outage', () => {
    const probes = probesWithin('provider_unavailable', 6 * 3_600_000);
    expect(probes).toBeGreaterThanOrEqual(5 * 60);
    expect(probes).toBeLessThanOrEqual(6 * 60 + 10);
  });
});
