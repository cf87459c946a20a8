import { setTimeout as sleep } from 'node:timers/promises';
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
const pauseMs = 50;
const againMs = 60_000;

/**
 * Reads what was used lately, keys and plans one by one with pauses, so that a process which was just started knows it when the
 * database goes away before it is used again; of the secret managers what a first read of them brings in. Never fails: what it
 * does not get is tried again, for as long as the process runs.
 */
export async function bringInKnown(): Promise<void> {
  try {
    const since = new Date(clock().now() - usedWithinMs);
    const managers = await bringInBoundManagers();
    for (const manager of managers) {
      await warmMemory(manager);
      await sleep(pauseMs, undefined, { ref: false });
    }
    await bringInUsedKeys(since, mostKeys);
    await bringInReadPlans(since, mostPlans);
  } catch (error) {
    log.info('server.not-brought-in', { inside: asLatchkeyError(error).inside });
    setTimeout(() => void bringInKnown(), againMs).unref();
  }
}
