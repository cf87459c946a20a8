import { describe, expect, it } from 'vitest';
import {
  type Asker,
  may,
  ofProjects,
  type Permission,
  permissionTable,
  platformWide,
  roleMay,
} from './permissions';

const person = (role: Asker['role'], ...projects: string[]): Asker => ({ kind: 'user', role, projects });
const platformAdmin: Asker = { kind: 'user', role: 'admin', projects: 'all' };
const key = (role: Asker['role'], projects: Asker['projects']): Asker => ({
  kind: 'api-key',
  role,
  projects,
});
const permissions = Object.keys(permissionTable) as Permission[];
const things = {
  platform: platformWide,
  a: ofProjects(['a']),
  b: ofProjects(['b']),
  ab: ofProjects(['a', 'b']),
  none: ofProjects([]),
};

const outcomes = (caller: Asker, permission: Permission) =>
  Object.fromEntries(Object.entries(things).map(([name, thing]) => [name, may(caller, permission, thing)]));

describe('the decision', () => {
  it('lets somebody see what is everybody’s or in one of their projects', () => {
    expect(outcomes(person('builder', 'a'), 'connection:read')).toEqual({
      platform: true,
      a: true,
      b: false,
      ab: true,
      none: false,
    });
    expect(outcomes(person('builder'), 'connection:read')).toEqual({
      platform: true,
      a: false,
      b: false,
      ab: false,
      none: false,
    });
  });

  it('lets somebody change what is theirs in every project, and what is platform-wide never', () => {
    expect(outcomes(person('builder', 'a'), 'connection:write')).toEqual({
      platform: false,
      a: true,
      b: false,
      ab: false,
      none: false,
    });
    expect(outcomes(person('builder', 'a', 'b'), 'connection:write')).toEqual({
      platform: false,
      a: true,
      b: true,
      ab: true,
      none: false,
    });
    expect(outcomes(person('builder'), 'connection:write')).toEqual({
      platform: false,
      a: false,
      b: false,
      ab: false,
      none: false,
    });
    expect(outcomes(platformAdmin, 'connection:write')).toEqual({
      platform: true,
      a: true,
      b: true,
      ab: true,
      none: true,
    });
  });

  it('asks before and after, in both directions', () => {
    const builder = person('builder', 'a');
    const from = (before: keyof typeof things, after: keyof typeof things) =>
      may(builder, 'connection:write', things[before], things[after]);
    expect([
      from('a', 'a'),
      from('a', 'platform'),
      from('platform', 'a'),
      from('a', 'ab'),
      from('ab', 'a'),
      from('a', 'none'),
    ]).toEqual([true, false, false, false, false, false]);
    expect(may(builder, 'connection:write', null, things.a)).toBe(true);
    expect(may(builder, 'connection:write', things.a, null)).toBe(true);
    expect(may(builder, 'connection:write', null, null)).toBe(false);
  });

  it('keeps an admin of some projects to exactly them', () => {
    const admin = key('admin', ['a']);
    for (const permission of permissions.filter((each) => permissionTable[each].asks === 'every')) {
      if (!roleMay('admin', permission)) continue;
      expect([permission, outcomes(admin, permission)]).toEqual([
        permission,
        { platform: false, a: true, b: false, ab: false, none: false },
      ]);
    }
    expect(outcomes(admin, 'user:read')).toEqual({
      platform: false,
      a: true,
      b: false,
      ab: true,
      none: false,
    });
    expect(may(admin, 'project:write', null)).toBe(false);
    expect(may(platformAdmin, 'project:write', null)).toBe(true);
  });

  it('gives values to keys alone, through what has a project, and to no person whatever their role', () => {
    expect(outcomes(key('workload', ['a']), 'value:resolve')).toEqual({
      platform: true,
      a: true,
      b: false,
      ab: true,
      none: false,
    });
    expect(outcomes(key('workload', 'all'), 'value:resolve')).toEqual({
      platform: true,
      a: true,
      b: true,
      ab: true,
      none: false,
    });
    for (const role of ['admin', 'builder', 'support'] as const) {
      expect(Object.values(outcomes({ kind: 'user', role, projects: 'all' }, 'value:resolve'))).not.toContain(
        true,
      );
    }
  });

  it('lets a role that is none do nothing at all', () => {
    for (const permission of permissions) {
      expect(
        Object.values(outcomes({ kind: 'user', role: 'none', projects: 'all' }, permission)),
      ).not.toContain(true);
    }
  });

  it('takes a scope that is no scope for that of no project', () => {
    const odd = { scope: 'galaxy', projectIds: ['a'] };
    expect([
      may(person('builder', 'a'), 'connection:read', odd),
      may(person('builder', 'a'), 'connection:write', odd),
    ]).toEqual([false, false]);
  });

  it('gives workload keys values and the use of secret managers, and nothing else', () => {
    expect(permissions.filter((permission) => roleMay('workload', permission))).toEqual([
      'secret-manager:use',
      'value:resolve',
    ]);
  });

  it('lets a key use secret managers that it reaches and that are of a project, or platform-wide', () => {
    for (const permission of ['secret-manager:use', 'value:resolve'] as const) {
      expect(outcomes(key('workload', ['a']), permission)).toEqual({
        platform: true,
        a: true,
        b: false,
        ab: true,
        none: false,
      });
      expect(outcomes(key('workload', 'all'), permission).none).toBe(false);
      expect(may(key('workload', 'all'), permission, null)).toBe(false);
    }
  });

  it('takes nobody for a platform admin but an admin, though all projects are theirs', () => {
    const everywhere: Asker = { kind: 'user', role: 'builder', projects: 'all' };
    expect(outcomes(everywhere, 'connection:write')).toEqual({
      platform: false,
      a: true,
      b: true,
      ab: true,
      none: false,
    });
  });
});
