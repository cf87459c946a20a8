import { listApiKeys } from '@/lib/api-keys/list';
import { listConnections } from '@/lib/connections/list';
import type { ConnectionView } from '@/lib/connections/schema';
import { pageRead } from '@/lib/doors/page';
import type { Caller } from '@/lib/kernel/caller';
import { roleMay } from '@/lib/kernel/permissions';
import { listManagers } from '@/lib/managers/list';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';

export const stepNames = ['connect', 'bind', 'key', 'resolve'] as const;
export type StepName = (typeof stepNames)[number];

export interface FirstSteps {
  done: Readonly<Record<StepName, boolean>>;
  /** The first that is not done. */
  next: StepName;
  /** A connection to try, once there is one. */
  connection: ConnectionView | undefined;
}

const allDone = 'the first steps are done';

/**
 * How far an admin has come from an empty Latchkey to the first answer. Undefined for others, when all is done (which
 * this process then remembers), and when it cannot be read.
 */
export async function firstSteps(caller: Caller): Promise<FirstSteps | undefined> {
  if (!roleMay(caller.role, 'secret-manager:write') || findSingleton(allDone)) return undefined;
  const [managers, connections, keys] = await Promise.all([
    pageRead('first-steps.managers', () => listManagers({ caller, input: { limit: 50 } })),
    pageRead('first-steps.connections', () => listConnections({ caller, input: { limit: 1 } })),
    pageRead('first-steps.keys', () => listApiKeys({ caller, input: { limit: 50 } })),
  ]);
  if (!managers.ok || !connections.ok || !keys.ok) return undefined;
  const workloads = keys.value.items.filter(({ role }) => role === 'workload');
  const done = {
    connect: managers.value.items.length > 0,
    bind: managers.value.items.some(({ boundReferenceCount }) => boundReferenceCount > 0),
    key: workloads.length > 0,
    resolve: workloads.some(({ lastUsedAt }) => lastUsedAt !== null),
  };
  const next = stepNames.find((name) => !done[name]);
  if (next === undefined) replaceSingleton(allDone, true);
  return next && { done, next, connection: connections.value.items[0] };
}
