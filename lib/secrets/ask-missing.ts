import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import type { LoadedManager } from '@/lib/managers/load';
import type { CacheLookup } from './cache-lookup';
import { askWithinBudget } from './caller-budget';
import { acquireSlot } from './read-slots';
import { failure, failureOf, fallback, type Identified, isAbsence, type Reading } from './reading';
import { overloadedAnswer } from './single-flight';

interface Asking<R extends Identified> {
  /** Whose budget it counts against; nobody's when absent. */
  spends: Caller | undefined;
  /** One reading per reference, in the order asked. Begins at once. */
  ask(wanted: readonly CacheLookup[]): Promise<R[]>;
}

/**
 * Asks the provider for references that neither memory nor the table has, as far as the crowd in front of the manager and the
 * budget allow. Who is turned away is given the last known value, where the policy allows it.
 */
export async function askMissing<R extends Identified>(
  manager: LoadedManager,
  missing: readonly CacheLookup[],
  { spends, ask }: Asking<R>,
): Promise<Map<CacheLookup, R | Reading>> {
  const readings = new Map<CacheLookup, R | Reading>();
  const askInto = async (asked: readonly CacheLookup[]) => {
    const given = await ask(asked);
    asked.forEach((want, index) => {
      readings.set(want, given[index] ?? failure('internal'));
    });
    return given.filter(isAbsence).length;
  };
  const leave = acquireSlot(manager.id);
  try {
    if (!leave)
      for (const want of missing) readings.set(want, fallback(manager, want) ?? failureOf(overloadedAnswer));
    else if (!spends) await askInto(missing);
    else {
      const { refused, retryAfterMs } = await askWithinBudget(spends, manager, missing, askInto);
      for (const want of refused) readings.set(want, beyondBudget(manager, want, retryAfterMs));
    }
  } finally {
    leave?.();
  }
  return readings;
}

function beyondBudget(manager: LoadedManager, want: CacheLookup, retryAfterMs: number): Reading {
  const says = messageFor('keyBudgetSpent');
  return (
    fallback(manager, want) ?? {
      ok: false,
      error: new LatchkeyError('over_budget', { says, retryAfterMs }),
    }
  );
}
