import { type Caller, systemCaller } from '@/lib/kernel/caller';
import type { World } from './world';

// Everybody who can ask, by name. `A` and `B` are the projects that they belong to, `0` stands for none.

const people = ['admin', 'builderA', 'builderAB', 'builder0', 'supportA', 'supportAB', 'odd'] as const;
const keys = ['workA', 'workAll', 'workOne', 'keyA', 'keyAll'] as const;
export const callerNames = [...people, ...keys] as const;
export type CallerName = (typeof callerNames)[number];

export const admins = ['admin', 'keyA', 'keyAll'] as const;
export const platformAdmins = ['admin', 'keyAll'] as const;
export const builders = ['builderA', 'builderAB', 'builder0'] as const;
export const supports = ['supportA', 'supportAB'] as const;
/** `workOne` is limited to one connection, and may read nothing by naming a reference. */
export const workloads = ['workA', 'workAll', 'workOne'] as const;

/** The callers of a world, as the doors would make them. */
export function callersOf({ projects: { A, B }, connections }: World): Record<CallerName, Caller> {
  const person = (name: string, role: Caller['role'], projects: Caller['projects']): Caller => ({
    kind: 'user',
    id: name,
    label: `${name}@example.com`,
    role,
    projects,
    connections: 'all',
    // Their password was given a moment ago; who has to give it again is tested beside that rule.
    session: { id: `session-${name}`, authenticatedAtMs: Date.now() },
  });
  const key = (name: string, role: Caller['role'], projects: Caller['projects']): Caller => ({
    kind: 'api-key',
    id: name,
    label: `key ${name}`,
    role,
    projects,
    connections: 'all',
    references: 'all',
  });
  const { references: _none, ...limited } = key('workOne', 'workload', [A]);
  return {
    admin: person('admin', 'admin', 'all'),
    builderA: person('builderA', 'builder', [A]),
    builderAB: person('builderAB', 'builder', [A, B]),
    builder0: person('builder0', 'builder', []),
    supportA: person('supportA', 'support', [A]),
    supportAB: person('supportAB', 'support', [A, B]),
    // What is stored as their role is no role of this version.
    odd: person('odd', 'none', [A, B]),
    workA: key('workA', 'workload', [A]),
    workAll: key('workAll', 'workload', 'all'),
    workOne: { ...limited, connections: [connections.own.id] },
    keyA: key('keyA', 'admin', [A]),
    keyAll: key('keyAll', 'admin', 'all'),
  };
}

/** Latchkey itself, for setting a test up. */
export const system = systemCaller;
