import { once } from '@/lib/platform/singleton';

// Half of what the API takes at once (lib/api/load-shedding.ts), so that a manager that hangs leaves room for the others.
const mostCalls = 2_000;

const slotsInUse = () => once('secret-read-slots', () => new Map<string, number>());

/**
 * Takes a place among the calls that wait for a manager's provider, to be left with the returned function. Undefined:
 * there is no place, more wait already than it can answer soon.
 */
export function acquireSlot(managerId: string): (() => void) | undefined {
  const waiting = slotsInUse().get(managerId) ?? 0;
  if (waiting >= mostCalls) return undefined;
  slotsInUse().set(managerId, waiting + 1);
  return () => {
    const left = (slotsInUse().get(managerId) ?? 1) - 1;
    if (left > 0) slotsInUse().set(managerId, left);
    else slotsInUse().delete(managerId);
  };
}
