import { expect, it } from 'vitest';
import { ofProjects, platformWide } from '@/lib/kernel/permissions';
import { patternSet } from '@/lib/providers/patterns';
import { parseLocator } from '@/lib/providers/references';
import type { Granting } from './grants';
import { refusalOf } from './refusal';

const place = {
  locator: parseLocator('op://v/i/f'),
  titles: { vault: 'One', item: 'Two', field: 'Three' },
};
const managerWith = (scope: string, grants: Record<string, string[]>): Granting => ({
  scope,
  projectIds: Object.keys(grants),
  grants: new Map(Object.entries(grants).map(([id, patterns]) => [id, patternSet(patterns)])),
});

it('what every project of a connection may use is not refused', () => {
  const manager = managerWith('platform', { a: ['op://One/**'], b: ['op://v/i/f'] });
  expect(refusalOf(manager, ofProjects(['a', 'b']), place)).toBeUndefined();
  expect(refusalOf(manager, platformWide, place)).toBeUndefined();
});

it('tells the projects that lack a grant, of those alone that the connection has', () => {
  const manager = managerWith('platform', { a: ['op://One/**'], b: ['op://Other/**'] });
  expect(refusalOf(manager, ofProjects(['a', 'b', 'c']), place)).toEqual({
    reason: 'not_granted',
    projectIds: ['b', 'c'],
  });
});

it('tells what no grant would help: other owners, a platform-wide connection, no project', () => {
  const owned = managerWith('project', { a: ['op://Other/**'] });
  expect(refusalOf(owned, ofProjects(['a']), place)?.reason).toBe('not_granted');
  expect(refusalOf(owned, ofProjects(['a', 'c']), place)?.reason).toBe('other_projects');
  expect(refusalOf(owned, platformWide, place)?.reason).toBe('not_platform_wide');
  expect(refusalOf(managerWith('platform', {}), ofProjects([]), place)?.reason).toBe('no_project');
});
