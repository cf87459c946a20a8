import { describe, expect, it } from 'vitest';
import { planRefresh } from './refresh-plan';

const bulk = { itemsPerRequest: 50, listsContainers: true };
const vault = (vaultId: string, items: number, oldestAtMs = 0) => ({ vaultId, items, oldestAtMs });

describe('planRefresh', () => {
  it('reads the items themselves while one request holds them', () => {
    const plan = planRefresh([vault('a', 1), vault('b', 50)], { requests: 10, ...bulk });
    expect(plan).toEqual({ read: ['a', 'b'], listed: [], left: [] });
  });

  it('lists a vault as soon as reading its items takes two requests', () => {
    const plan = planRefresh([vault('a', 51), vault('b', 50)], { requests: 10, ...bulk });
    expect(plan).toEqual({ read: ['b'], listed: ['a'], left: [] });
  });

  it('lets the vaults with the youngest answers wait when requests are scarce', () => {
    const plan = planRefresh([vault('young', 1, 300), vault('old', 200, 100), vault('middle', 1, 200)], {
      requests: 2,
      ...bulk,
    });
    expect(plan).toEqual({ read: ['middle'], listed: ['old'], left: ['young'] });
  });

  it('asks for nothing of a vault without items in use', () => {
    expect(planRefresh([vault('a', 0)], { requests: 10, ...bulk })).toEqual({
      read: [],
      listed: [],
      left: [],
    });
  });

  it('reads all of a kind that lists no vaults, as far as its requests go', () => {
    const kind = { itemsPerRequest: 1, listsContainers: false };
    const vaults = [vault('old', 3, 100), vault('middle', 2, 200), vault('young', 1, 300)];
    expect(planRefresh(vaults, { requests: 10, ...kind })).toEqual({
      read: ['old', 'middle', 'young'],
      listed: [],
      left: [],
    });
    expect(planRefresh(vaults, { requests: 4, ...kind }).left).toEqual(['middle', 'young']);
  });
});
