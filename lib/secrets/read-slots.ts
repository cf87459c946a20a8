import { once } from '@/lib/platform/singleton';

// Half of what the API takes at once (lib/api/crowding.ts), so that a manager that hangs leaves room for the others.
const mostCalls = 2_000;

const crowds = () => once('secret-crowds', () => new Map<string, number>());

/**
 * Takes a place among the calls that wait for a manager's provider, to be left with the returned function. Undefined:
 * there is no place, more wait already than it can answer soon.
 */
export function joinCrowd(managerId: string): (() => void) | undefined {
  const waiting = crowds().get(managerId) ?? 0;
  if (waiting >= mostCalls) return undefined;
  crowds().set(managerId, waiting + 1);
  return () => {
    const left = (crowds().get(managerId) ?? 1) - 1;
    if (left > 0) crowds().set(managerId, left);
    else crowds().delete(managerId);
  };
}
