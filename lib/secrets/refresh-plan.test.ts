import { describe, expect, it } from 'vitest';
import { planRefresh } from './refresh-plan';

const vault = (vaultId: string, items: number, oldestAtMs = 0) => ({ vaultId, items, oldestAtMs });

describe('planRefresh', () => {
  it('reads the items themselves while one request holds them', () => {
    const plan = planRefresh([vault('a', 1), vault('b', 50)], { requests: 10, itemsPerRequest: 50 });
    expect(plan).toEqual({ read: ['a', 'b'], listed: [], left: [] });
  });

  it('lists a vault as soon as reading its items takes two requests', () => {
    const plan = planRefresh([vault('a', 51), vault('b', 50)], { requests: 10, itemsPerRequest: 50 });
    expect(plan).toEqual({ read: ['b'], listed: ['a'], left: [] });
  });

  it('lets the vaults with the youngest answers wait when requests are scarce', () => {
    const plan = planRefresh([vault('young', 1, 300), vault('old', 200, 100), vault('middle', 1, 200)], {
      requests: 2,
      itemsPerRequest: 50,
    });
    expect(plan).toEqual({ read: ['middle'], listed: ['old'], left: ['young'] });
  });

  it('asks for nothing of a vault without items in use', () => {
    expect(planRefresh([vault('a', 0)], { requests: 10, itemsPerRequest: 50 })).toEqual({
      read: [],
      listed: [],
      left: [],
    });
  });
});
