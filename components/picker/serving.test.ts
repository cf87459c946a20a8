import { expect, it } from 'vitest';
import { isServing } from './serving';

const base = { scope: 'project' as const, grantedProjectIds: ['a', 'b'] };
const platform = { scope: 'platform' as const, grantedProjectIds: ['a'] };

it('offers a manager to connections whose projects it covers, and to no other', () => {
  expect(isServing(base, { scope: 'project', projectIds: ['a'] })).toBe(true);
  expect(isServing(base, { scope: 'project', projectIds: ['a', 'c'] })).toBe(false);
  expect(isServing(base, { scope: 'project', projectIds: [] })).toBe(false);
  expect(isServing(base, { scope: 'platform', projectIds: [] })).toBe(false);
});

it('offers a platform-wide one to platform-wide connections, and to projects that may use something of it', () => {
  expect(isServing(platform, { scope: 'platform', projectIds: [] })).toBe(true);
  expect(isServing(platform, { scope: 'project', projectIds: ['a'] })).toBe(true);
  expect(isServing(platform, { scope: 'project', projectIds: ['a', 'x'] })).toBe(false);
  expect(isServing(platform, { scope: 'project', projectIds: [] })).toBe(false);
});
