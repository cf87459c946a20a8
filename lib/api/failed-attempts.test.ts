import { describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/kernel/clock';
import { failedAttempts } from './failed-attempts';

const peer = '192.0.2.7';
const isGood = (key: string) => key === 'Bearer good';

describe('failed attempts', () => {
  it('refuses an address unasked after thirty failures within a minute, with the time to wait', () => {
    const attempts = failedAttempts(manualClock(), isGood);
    for (let count = 0; count < 30; count += 1) {
      attempts.check(peer, `Bearer guess-${count}`);
      attempts.failed(peer);
    }
    expect(() => attempts.check(peer, 'Bearer guess-31')).toThrow(
      expect.objectContaining({ code: 'unauthenticated', retryAfterMs: 60_000 }),
    );
    expect(() => attempts.check('192.0.2.8', 'Bearer guess-31')).not.toThrow();
  });

  it('lets a key that was accepted before pass, so that a stranger behind the same proxy locks nobody out', () => {
    const attempts = failedAttempts(manualClock(), isGood);
    for (let count = 0; count < 40; count += 1) attempts.failed(peer);
    expect(() => attempts.check(peer, 'Bearer good')).not.toThrow();
    expect(() => attempts.check(peer, 'Bearer other')).toThrow();
  });

  it('counts anew when the minute is over', () => {
    const clock = manualClock();
    const attempts = failedAttempts(clock, isGood);
    for (let count = 0; count < 30; count += 1) attempts.failed(peer);
    clock.advance(60_000);
    expect(() => attempts.check(peer, 'Bearer x')).not.toThrow();
    attempts.failed(peer);
    expect(() => attempts.check(peer, 'Bearer x')).not.toThrow();
  });
});
