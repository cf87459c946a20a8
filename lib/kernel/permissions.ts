import type { Caller } from './caller';
import type { Role } from './role';
import type { Scope } from './scope';

// Who may do what: the one table, and the one decision over it. Every verb asks it, `resolve` included. Pages ask it
// too, so that what somebody may not do is not shown.

/**
 * What a right asks of the thing that it is used on, besides the role.
 * - `role`: nothing. For lists, whose rows are narrowed one by one, and for what belongs to nobody.
 * - `reach`: to see or use it. Platform-wide things are everybody's; others need the right in one of their projects.
 * - `own`: to see it. As `reach`, but what is platform-wide is for platform admins alone.
 * - `every`: to change it. The right in every one of its projects, before and after the change; what is platform-wide
 *   is changed by platform admins alone. An empty set of projects grants nothing.
 * - `platform`: for platform admins alone.
 * - `use`: to have a secret read through it. As `reach`; a thing of no project is of use to nobody.
 * - `value`: to be given a value. As `use`, for API keys alone: no person is shown one, whatever their role.
 */
type Asks = 'role' | 'reach' | 'own' | 'every' | 'platform' | 'use' | 'value';

export interface Rule {
  asks: Asks;
  roles: readonly Role[];
}

export const permissionTable = {
  'secret-manager:use': { asks: 'use', roles: ['admin', 'builder', 'support', 'workload'] },
  'value:resolve': { asks: 'value', roles: ['admin', 'workload'] },
  'secret-manager:read': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'secret-manager:write': { asks: 'every', roles: ['admin'] },
  'secret-manager:browse': { asks: 'reach', roles: ['admin', 'builder'] },
  'secret-manager:test': { asks: 'reach', roles: ['admin', 'support'] },
  'reference:check': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'reference:scan': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'connection:read': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'connection:write': { asks: 'every', roles: ['admin', 'builder'] },
  'connection:test': { asks: 'reach', roles: ['admin', 'builder'] },
  'cache:read': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'cache:refresh': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'cache:clear': { asks: 'every', roles: ['admin', 'support'] },
  'quota:read': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'destination:read': { asks: 'reach', roles: ['admin', 'builder', 'support'] },
  'destination:write': { asks: 'every', roles: ['admin'] },
  'api-key:read': { asks: 'own', roles: ['admin'] },
  'api-key:write': { asks: 'every', roles: ['admin'] },
  'user:read': { asks: 'own', roles: ['admin'] },
  'user:write': { asks: 'every', roles: ['admin'] },
  'account:own': { asks: 'role', roles: ['admin', 'builder', 'support'] },
  'audit:read': { asks: 'reach', roles: ['admin', 'support'] },
  'audit:read-people': { asks: 'own', roles: ['admin', 'support'] },
  'project:read': { asks: 'own', roles: ['admin', 'builder', 'support'] },
  'project:write': { asks: 'platform', roles: ['admin'] },
  'setting:write': { asks: 'platform', roles: ['admin'] },
  'access:report': { asks: 'platform', roles: ['admin'] },
  'master-key:read': { asks: 'role', roles: ['admin', 'support'] },
} as const satisfies Record<string, Rule>;

export type Permission = keyof typeof permissionTable;

/** Where a thing belongs: to the whole platform, or to these projects. */
export interface Scoped {
  scope: string;
  projectIds: readonly string[];
}

/** What of a caller the decision asks. */
export type Asker = Pick<Caller, 'kind' | 'role' | 'projects'>;

/** Whether a role holds a right on anything at all: the first question of every verb, and what pages show by. */
export function roleMay(role: Role, permission: Permission): boolean {
  const { roles }: Rule = permissionTable[permission];
  return roles.includes(role);
}

/** The rule of a right, for what describes it. */
export function ruleOf(permission: Permission): Rule {
  return permissionTable[permission];
}

/** Whether a right is for API keys alone, whatever a person's role. */
export function isForApiKeysAlone(permission: Permission): boolean {
  return ruleOf(permission).asks === 'value';
}

/**
 * The decision: whether the caller may do this to a thing that was `before` and shall be `after`. Null: it is not there,
 * before it is made or after it is removed. What is only looked at or used is the same before and after.
 */
export function may(
  caller: Asker,
  permission: Permission,
  before: Scoped | null,
  after: Scoped | null = before,
): boolean {
  if (!roleMay(caller.role, permission)) return false;
  const things = [before, after].filter((thing) => thing !== null);
  const rule: Rule = permissionTable[permission];
  switch (rule.asks) {
    case 'role':
      return true;
    case 'platform':
      return isPlatformAdmin(caller);
    case 'use':
      return things.length > 0 && things.every((thing) => isOfUse(caller, thing));
    case 'value':
      return caller.kind !== 'user' && things.length > 0 && things.every((thing) => isOfUse(caller, thing));
    case 'reach':
      return things.length > 0 && things.every((thing) => isReached(caller, thing));
    case 'own':
      return things.length > 0 && things.every((thing) => isOwn(caller, thing));
    case 'every':
      return things.length > 0 && things.every((thing) => isWholly(caller, thing));
  }
}

/** Whether the caller has the whole platform in hand: an admin whose projects are all of them. */
export function isPlatformAdmin({ role, projects }: Asker): boolean {
  return role === 'admin' && projects === 'all';
}

/** A thing of the whole platform. */
export const platformWide: Scoped & { scope: Scope } = { scope: 'platform', projectIds: [] };

/** A thing of these projects. */
export function ofProjects(projectIds: readonly string[]): Scoped & { scope: Scope } {
  return { scope: 'project', projectIds };
}

function isReached(caller: Asker, thing: Scoped): boolean {
  return thing.scope === 'platform' || isOwn(caller, thing);
}

function isOfUse(caller: Asker, thing: Scoped): boolean {
  return isReached(caller, thing) && (thing.scope === 'platform' || thing.projectIds.length > 0);
}

function isOwn({ projects }: Asker, { scope, projectIds }: Scoped): boolean {
  if (projects === 'all') return true;
  return scope === 'project' && projectIds.some((id) => projects.includes(id));
}

function isWholly(caller: Asker, { scope, projectIds }: Scoped): boolean {
  if (isPlatformAdmin(caller)) return true;
  if (scope !== 'project' || projectIds.length === 0) return false;
  return caller.projects === 'all' || projectIds.every((id) => caller.projects.includes(id));
}
