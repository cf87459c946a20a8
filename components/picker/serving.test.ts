import { expect, it } from 'vitest';
import { isServing } from './serving';

const base = { scope: 'project' as const, projectIds: ['a', 'b'] };
const platform = { scope: 'platform' as const, projectIds: [] };

it('offers a manager to connections whose projects it covers, and to no other', () => {
  expect(isServing(platform, platform)).toBe(true);
  expect(isServing(platform, { scope: 'project', projectIds: ['x'] })).toBe(true);
  expect(isServing(base, { scope: 'project', projectIds: ['a'] })).toBe(true);
  expect(isServing(base, { scope: 'project', projectIds: ['a', 'c'] })).toBe(false);
  expect(isServing(base, { scope: 'project', projectIds: [] })).toBe(false);
  expect(isServing(base, platform)).toBe(false);
});
