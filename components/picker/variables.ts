import type { z } from 'zod';
import type { variableListSchema } from '@/lib/managers/schema';
import type { Member } from './binding';

export type ListedVariable = z.infer<typeof variableListSchema>['items'][number];

/**
 * The variables of an environment as what can be bound, each name once, in the order of the service. One without a name, or whose
 * name several have, has no reference.
 */
export function membersOfVariables(variables: readonly ListedVariable[]): Member[] {
  const byName = new Map<string, ListedVariable>();
  for (const variable of variables) if (!byName.has(variable.name)) byName.set(variable.name, variable);
  return [...byName.values()].map(({ name, masked, reference, times = 1, offers = ['value'] }) => ({
    id: name,
    title: name,
    type: masked ? 'masked' : 'Text',
    isEmpty: false,
    reference: times > 1 ? '' : (reference ?? ''),
    offers,
    ...(times > 1 ? { times } : {}),
  }));
}
