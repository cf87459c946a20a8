import { describe, expect, it } from 'vitest';
import type { ManagerView } from '@/lib/managers/schema';
import { isTroubled } from '@/lib/managers/status';
import { mostSpent, troubledFirst } from './judge';

const closed: ManagerView['breaker'] = { state: 'closed', reason: null, retryAt: null };
const open: ManagerView['breaker'] = { state: 'open', reason: 'provider_denied', retryAt: null };
const spent = (used: number, limit: number) => ({ accountDay: { used, limit } });

describe('trouble', () => {
  it('is what somebody should look at, and no state that is merely new', () => {
    expect(isTroubled({ status: 'connected', breaker: closed })).toBe(false);
    expect(isTroubled({ status: 'untested', breaker: closed })).toBe(false);
    expect(isTroubled({ status: 'degraded', breaker: closed })).toBe(true);
    expect(isTroubled({ status: 'refused', breaker: closed })).toBe(true);
  });

  it('is a pause of requests too, whatever the status still says', () => {
    expect(isTroubled({ status: 'connected', breaker: open })).toBe(true);
  });

  it('comes first, and the names stay in order', () => {
    const sorted = troubledFirst([
      { name: 'a', status: 'connected' as const, breaker: closed },
      { name: 'b', status: 'refused' as const, breaker: open },
      { name: 'c', status: 'connected' as const, breaker: closed },
      { name: 'd', status: 'unreachable' as const, breaker: open },
    ]);
    expect(sorted.map(({ name }) => name)).toEqual(['b', 'd', 'a', 'c']);
  });
});

describe('the most used limit', () => {
  it('is the one nearest its end, not the one with most requests', () => {
    expect(mostSpent([spent(5_000, 50_000), spent(900, 1_000)])).toEqual(spent(900, 1_000));
  });

  it('is none without any', () => {
    expect(mostSpent([])).toBeUndefined();
  });
});
