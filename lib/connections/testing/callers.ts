import type { Caller } from '@/lib/kernel/caller';
import { database } from '@/lib/platform/database';
import { anyOf, patternSet } from '@/lib/providers/patterns';

const everywhere = { projects: 'all', connections: 'all' } as const;

/** The project of `builder` and `support`; its row is made by `makeTeam`. */
export const team = { id: 'p-team', name: 'Team' } as const;

/** Where a connection of the team is made. */
export const ofTeam = { scope: 'project', projectIds: [team.id] } satisfies {
  scope: 'project';
  projectIds: string[];
};

/** An admin of the whole platform, who has just given their password wherever a test sets the clock. */
export const admin: Caller = {
  kind: 'user',
  id: 'u-admin',
  label: 'admin@example.com',
  role: 'admin',
  session: { id: 's-admin', authenticatedAtMs: Number.POSITIVE_INFINITY },
  ...everywhere,
};
export const builder: Caller = {
  kind: 'user',
  id: 'u-builder',
  label: 'builder@example.com',
  role: 'builder',
  projects: [team.id],
  connections: 'all',
};
export const support: Caller = { ...builder, id: 'u-support', label: 'support@example.com', role: 'support' };

/** An API key that resolves connections, and nothing by naming a reference. */
export const workload: Caller = {
  kind: 'api-key',
  id: 'k-1',
  label: 'key worker',
  role: 'workload',
  ...everywhere,
};

/** The same key, which may also read everything of this secret manager by naming it. */
export function readerOf({ id }: { id: string }): Caller {
  return { ...workload, references: new Map([[id, patternSet([anyOf('op')])]]) };
}

/** Writes the row of the team's project, once in a test file. */
export async function makeTeam(): Promise<void> {
  await database().project.upsert({ where: { id: team.id }, create: { ...team }, update: {} });
}
