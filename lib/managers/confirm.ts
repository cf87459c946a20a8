import { setTimeout } from 'node:timers/promises';
import { once } from '@/lib/platform/singleton';
import { renewSession } from '@/lib/providers/registry';

/** What a refusal would withdraw: some entries by key, or everything of the manager. */
export type InDoubt = readonly string[] | 'all';

interface Confirmations {
  /** One pause and one new sign-in for all that were refused meanwhile, by manager. */
  pauses: Map<string, Promise<void>>;
  /** How many confirmations are under way, by the key of an entry or the id of a manager. */
  under: Map<string, number>;
  pauseMs: number;
}

const confirmations = () =>
  once<Confirmations>('refusals-confirmed', () => ({ pauses: new Map(), under: new Map(), pauseMs: 2_000 }));

/**
 * Asks again after a refusal, with a new sign-in, for a lone one says nothing: an edge that lost a session, a permission
 * that is written just now. What `again` answers counts. Until then what is in doubt is served as stale.
 */
export async function confirmRefusal<T>(
  managerId: string,
  inDoubt: InDoubt,
  again: () => Promise<T>,
): Promise<T> {
  const { under } = confirmations();
  const marks = inDoubt === 'all' ? [managerId] : inDoubt;
  for (const mark of marks) under.set(mark, (under.get(mark) ?? 0) + 1);
  try {
    await pauseOf(managerId);
    return await again();
  } finally {
    for (const mark of marks) {
      const left = (under.get(mark) ?? 1) - 1;
      if (left > 0) under.set(mark, left);
      else under.delete(mark);
    }
  }
}

/** Whether the refusal of an entry, or of its whole manager, is being confirmed. */
export function isConfirming(managerId: string, key: string): boolean {
  const { under } = confirmations();
  return under.size > 0 && (under.has(key) || under.has(managerId));
}

/** How long after a refusal it is asked again, in milliseconds. For tests that meet many. */
export function setConfirmPause(pauseMs: number): void {
  confirmations().pauseMs = pauseMs;
}

function pauseOf(managerId: string): Promise<void> {
  const { pauses, pauseMs } = confirmations();
  const known = pauses.get(managerId);
  if (known) return known;
  const pause = setTimeout(pauseMs)
    .then(() => renewSession(managerId))
    .finally(() => pauses.delete(managerId));
  pauses.set(managerId, pause);
  return pause;
}
