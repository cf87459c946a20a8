import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import type { LoadedManager } from '@/lib/managers/load';
import { askWithinBudget } from './caller-budget';
import { joinCrowd } from './crowd';
import { crowded } from './flights';
import { failure, failureOf, fallback, type Identified, isAbsence, type Reading } from './reading';
import type { Wanted } from './wanted';

interface Asking<R extends Identified> {
  /** Whose budget it counts against; nobody's when absent. */
  spends: Caller | undefined;
  /** One reading per reference, in the order asked. Begins at once. */
  ask(wanted: readonly Wanted[]): Promise<R[]>;
}

/**
 * Asks the provider for references that neither memory nor the table has, as far as the crowd in front of the manager and the
 * budget allow. Who is turned away is given the last known value, where the policy allows it.
 */
export async function askMissing<R extends Identified>(
  manager: LoadedManager,
  missing: readonly Wanted[],
  { spends, ask }: Asking<R>,
): Promise<Map<Wanted, R | Reading>> {
  const readings = new Map<Wanted, R | Reading>();
  const askInto = async (asked: readonly Wanted[]) => {
    const given = await ask(asked);
    asked.forEach((want, index) => {
      readings.set(want, given[index] ?? failure('internal'));
    });
    return given.filter(isAbsence).length;
  };
  const leave = joinCrowd(manager.id);
  try {
    if (!leave) for (const want of missing) readings.set(want, fallback(manager, want) ?? failureOf(crowded));
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

function beyondBudget(manager: LoadedManager, want: Wanted, retryAfterMs: number): Reading {
  const says = sentence('keyBudgetSpent');
  return (
    fallback(manager, want) ?? {
      ok: false,
      error: new LatchkeyError('over_budget', { says, retryAfterMs }),
    }
  );
}
