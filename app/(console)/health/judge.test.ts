import { describe, expect, it } from 'vitest';
import type { ManagerView } from '@/lib/managers/schema';
import { isTroubled } from '@/lib/managers/status';
import { mostSpent, troubledFirst } from './judge';

const closed: ManagerView['breaker'] = { state: 'closed', reason: null, retryAt: null };
const open: ManagerView['breaker'] = { state: 'open', reason: 'provider_denied', retryAt: null };

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
  const of = (per: 'account' | 'credential', used: number, limit: number | null) => ({
    id: `${per} ${used}`,
    per,
    windowMs: 3_600_000,
    used,
    limit,
  });
  const large = of('account', 5_000, 50_000);
  const near = of('account', 900, 1_000);

  it('is the one nearest its end, not the one with most requests', () => {
    expect(mostSpent([{ windows: [large] }, { windows: [near] }])?.window).toBe(near);
  });

  it('is that of a token’s hour where that is nearer its end than the account’s day', () => {
    const hour = of('credential', 990, 1_000);
    expect(mostSpent([{ windows: [large, hour] }, { windows: [near] }])?.window).toBe(hour);
  });

  it('is none without any, and never one that has no end while another has', () => {
    expect(mostSpent([])).toBeUndefined();
    expect(mostSpent([{ windows: [of('account', 9_000, null), large] }])?.window).toBe(large);
  });
});
