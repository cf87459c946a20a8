import { describe, expect, it } from 'vitest';
import type { Caller } from '@/lib/kernel/caller';
import { mayResolveThrough, reaches, serves } from './scope';

const member: Caller = {
  kind: 'api-key',
  id: 'k',
  label: 'key',
  role: 'workload',
  projects: ['a'],
  connections: 'all',
};
const everywhere: Caller = { ...member, role: 'admin', projects: 'all' };
const platform = { scope: 'platform', projectIds: [] };
const of = (...projectIds: string[]) => ({ scope: 'project', projectIds });

describe('scopes', () => {
  it('let a member reach platform-wide things and those of its projects, and no others', () => {
    expect([platform, of('a'), of('b', 'a'), of('b'), of()].map((thing) => reaches(member, thing))).toEqual([
      true,
      true,
      true,
      false,
      false,
    ]);
  });

  it('deny values through a manager of no project to everybody, admins of all included', () => {
    expect(mayResolveThrough(everywhere, of())).toBe(false);
    expect(mayResolveThrough(member, of())).toBe(false);
    expect(mayResolveThrough(everywhere, of('b'))).toBe(true);
    expect(mayResolveThrough(member, of('b'))).toBe(false);
  });

  it('let a project’s manager serve connections of its projects alone', () => {
    expect(serves(platform, of('a'))).toBe(true);
    expect(serves(of('a', 'b'), of('a'))).toBe(true);
    expect(serves(of('a'), of('a', 'b'))).toBe(false);
    expect(serves(of('a'), platform)).toBe(false);
    expect(serves(of(), of())).toBe(false);
    expect(serves(of('a'), of())).toBe(false);
  });
});
