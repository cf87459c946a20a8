import { describe, expect, it } from 'vitest';
import { planRefresh } from './refresh-plan';

describe('planRefresh', () => {
  it('reads the items themselves while one request holds them', () => {
    const plan = planRefresh([
      { vaultId: 'a', items: 1 },
      { vaultId: 'b', items: 50 },
    ]);
    expect(plan.listed).toEqual(new Set());
    expect(plan.requests).toBe(2);
  });

  it('lists a vault as soon as reading its items takes two requests', () => {
    const plan = planRefresh([
      { vaultId: 'a', items: 51 },
      { vaultId: 'b', items: 50 },
    ]);
    expect(plan.listed).toEqual(new Set(['a']));
    expect(plan.requests).toBe(2);
  });

  it('keeps a thousand items in five vaults fresh for five requests', () => {
    const vaults = ['a', 'b', 'c', 'd', 'e'].map((vaultId) => ({ vaultId, items: 200 }));
    expect(planRefresh(vaults).requests).toBe(5);
  });
});
