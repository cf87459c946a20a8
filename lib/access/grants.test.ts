import { describe, expect, it } from 'vitest';
import { ofProjects, platformWide } from '@/lib/kernel/permissions';
import { patternSet } from '@/lib/providers/patterns';
import { parseLocator } from '@/lib/providers/references';
import {
  type Allowance,
  allowanceOfCaller,
  allowanceOfConnection,
  allowedByBoth,
  type Granting,
  serves,
} from './grants';

const managerOf = (scope: string, grants: Record<string, string[]>): Granting => ({
  scope,
  projectIds: Object.keys(grants),
  grants: new Map(Object.entries(grants).map(([id, patterns]) => [id, patternSet(patterns)])),
});
const shared = managerOf('platform', {
  a: ['op://One/**', 'op://Both/**'],
  b: ['op://Two/**', 'op://Both/**'],
});
const ofA = managerOf('project', { a: ['op://**'] });

/** Which vaults an allowance lets through. */
const through = (allowance: Allowance) =>
  ['One', 'Two', 'Both', 'Other'].filter((vault) =>
    allowance.allows({
      locator: parseLocator('op://v/i/f'),
      titles: { vault, item: 'I', field: 'F' },
    }),
  );
const ways = (allowance: Allowance) =>
  ['One', 'Two', 'Both', 'Other'].filter((vault) =>
    allowance.leadsThrough({ scheme: 'op', steps: [['v', vault]] }),
  );

describe('a connection', () => {
  it('may use what every one of its projects may', () => {
    expect(through(allowanceOfConnection(shared, ofProjects(['a'])))).toEqual(['One', 'Both']);
    expect(through(allowanceOfConnection(shared, ofProjects(['a', 'b'])))).toEqual(['Both']);
    expect(ways(allowanceOfConnection(shared, ofProjects(['a', 'b'])))).toEqual(['Both']);
  });

  it('may use nothing where one of its projects may not, or it has none', () => {
    expect(through(allowanceOfConnection(shared, ofProjects(['a', 'stranger'])))).toEqual([]);
    const none = allowanceOfConnection(shared, ofProjects([]));
    expect([through(none), ways(none), none.isAny('op')]).toEqual([[], [], false]);
    expect(allowanceOfConnection(ofA, ofProjects(['a', 'stranger'])).isAny('op')).toBe(false);
  });

  it('that is platform-wide may use all of what is platform-wide, and nothing of a project’s', () => {
    expect(allowanceOfConnection(shared, platformWide).isAny('op')).toBe(true);
    const other = allowanceOfConnection(ofA, platformWide);
    expect([through(other), other.isAny('op')]).toEqual([[], false]);
  });

  it('is served by a secret manager that each of its projects has something of', () => {
    expect(serves(shared, ofProjects(['a', 'b']))).toBe(true);
    expect(serves(shared, ofProjects(['a', 'stranger']))).toBe(false);
    expect(serves(shared, ofProjects([]))).toBe(false);
    expect(serves(shared, platformWide)).toBe(true);
    expect(serves(ofA, platformWide)).toBe(false);
  });
});

describe('a caller', () => {
  it('may use what one of their projects may, and everything where their projects are all', () => {
    expect(through(allowanceOfCaller(shared, { projects: ['a', 'stranger'] }))).toEqual(['One', 'Both']);
    expect(through(allowanceOfCaller(shared, { projects: ['a', 'b'] }))).toEqual(['One', 'Two', 'Both']);
    expect(through(allowanceOfCaller(shared, { projects: [] }))).toEqual([]);
    expect(allowanceOfCaller(shared, { projects: ['a'] }).isAny('op')).toBe(false);
    expect(allowanceOfCaller(shared, { projects: 'all' }).isAny('op')).toBe(true);
  });
});

it('what both must allow is what both allow', () => {
  const both = allowedByBoth(patternSet(['op://One/**', 'op://Both/**']), patternSet(['op://Both/**']));
  expect([through(both), ways(both), both.isAny('op')]).toEqual([['Both'], ['Both'], false]);
  expect(allowedByBoth(patternSet(['op://**']), patternSet([])).isAny('op')).toBe(false);
});
