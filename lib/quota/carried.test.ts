import { expect, it } from 'vitest';
import { backgroundShare } from '@/lib/kernel/limit-window';
import { limitsOf, type PlanId } from '@/lib/providers/descriptors';
import { carriedFreshMs } from './carried';
import { judgeNeed, noteNeed } from './need';

const minuteMs = 60_000;
const limits = (plan: PlanId) => limitsOf({ provider: 'onepassword', plan });
const carried = (plan: PlanId, vaults: number) =>
  carriedFreshMs(limits(plan), { vaults, refreshAheadRatio: 0.8, leastMs: 5 * minuteMs });

it('a fresh time that is carried fits the plan, and one minute less would not', () => {
  for (const plan of ['business', 'teams', 'other'] as const) {
    for (const vaults of [1, 3, 20]) {
      const freshMs = carried(plan, vaults);
      noteNeed('m', { requests: vaults, everyMs: freshMs * 0.8 });
      expect(judgeNeed(limits(plan), 'm')?.fits, `${plan} ${vaults}`).toBe(true);
      if (freshMs === 5 * minuteMs) continue;
      noteNeed('m', { requests: vaults, everyMs: (freshMs - minuteMs) * 0.8 });
      expect(judgeNeed(limits(plan), 'm')?.fits, `${plan} ${vaults}`).toBe(false);
    }
  }
});

it('is the default where the plan carries that, whatever is bound', () => {
  expect(carried('other', 0)).toBe(5 * minuteMs);
  expect(carried('business', 50)).toBe(5 * minuteMs);
  expect(carried('other', 2)).toBe(6 * minuteMs);
});

it('is never longer than a policy allows', () => {
  const vaults = 1_000 * backgroundShare * 100;
  expect(carried('other', vaults)).toBe(7 * 24 * 60 * minuteMs);
});
