import type { Caller } from '@/lib/kernel/caller';
import type { PatternSet } from '@/lib/kernel/locator';
import type { Scoped } from '@/lib/kernel/permissions';

/** A secret manager with what each project may use of it. */
export interface Granting extends Scoped {
  grants: ReadonlyMap<string, PatternSet>;
}

/** What somebody may use of a secret manager. */
export type Allowance = Pick<PatternSet, 'allows' | 'leadsThrough' | 'isAny'>;

/** What lets everything through. */
export const everything: Allowance = { isAny: () => true, allows: () => true, leadsThrough: () => true };

/**
 * What a connection may be bound to and resolve: what every one of its projects may use. A platform-wide connection is
 * made by platform admins and may use all of a platform-wide secret manager. A connection of no project may use nothing.
 */
export function allowanceOfConnection(manager: Granting, { scope, projectIds }: Scoped): Allowance {
  if (scope === 'platform') return manager.scope === 'platform' ? everything : together([], 'every');
  const sets = projectIds.map((id) => manager.grants.get(id));
  return together(projectIds.length > 0 && sets.every((set) => set !== undefined) ? sets : [], 'every');
}

/** What somebody may look at and use: what one of their projects may, and all of it where their projects are all. */
export function allowanceOfCaller(manager: Granting, { projects }: Pick<Caller, 'projects'>): Allowance {
  if (projects === 'all') return everything;
  return together(
    projects.flatMap((id) => manager.grants.get(id) ?? []),
    'some',
  );
}

/** What is allowed by both. */
export function allowedByBoth(one: Allowance, other: Allowance): Allowance {
  return together([one, other], 'every');
}

/** Whether a secret manager lets any secret be used by a connection. */
export function serves(manager: Granting, { scope, projectIds }: Scoped): boolean {
  if (scope === 'platform') return manager.scope === 'platform';
  return projectIds.length > 0 && projectIds.every((id) => manager.grants.has(id));
}

/** No set lets nothing through. */
function together(sets: readonly (Allowance | undefined)[], how: 'every' | 'some'): Allowance {
  const known = sets.filter((set) => set !== undefined);
  const ask = (question: (set: Allowance) => boolean) => known.length > 0 && known[how](question);
  return {
    isAny: (scheme) => ask((set) => set.isAny(scheme)),
    allows: (place) => ask((set) => set.allows(place)),
    leadsThrough: (above) => ask((set) => set.leadsThrough(above)),
  };
}
