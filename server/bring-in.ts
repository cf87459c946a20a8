import { bringInUsedKeys } from '@/lib/api-keys/authenticate';
import { bringInReadPlans } from '@/lib/connections/plan';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { bringInBoundManagers } from '@/lib/managers/load';
import { clock } from '@/lib/platform/clock';
import { log } from '@/lib/platform/log';
import { warmMemory } from '@/lib/secrets/warm-memory';

// What runs once a week is known too.
const usedWithinMs = 8 * 86_400_000;
const mostKeys = 10_000;
const mostPlans = 20_000;

/**
 * Reads what was used lately, a little at a time, so that a process which was just started knows it when the database goes away
 * before it is used again. Never fails: what it does not get is read when it is asked for.
 */
export async function bringInKnown(): Promise<void> {
  const since = new Date(clock().now() - usedWithinMs);
  try {
    await bringInUsedKeys(since, mostKeys);
    await bringInReadPlans(since, mostPlans);
    for (const manager of await bringInBoundManagers()) await warmMemory(manager);
  } catch (error) {
    log.info('server.not-brought-in', { inside: asLatchkeyError(error).inside });
  }
}
