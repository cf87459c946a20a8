import { asLatchkeyError } from '@/lib/kernel/errors';
import { log } from '@/lib/platform/log';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import { flushUsage } from './usage';

const name = 'cache-maintenance';
const flushMs = 5_000;

/** Starts what the cache does by itself: writing counted reads every five seconds. */
export function startCache(): void {
  const timer = setInterval(() => {
    flushUsage().catch((error: unknown) => {
      log.warn('cache.usage-not-written', { inside: asLatchkeyError(error).inside });
    });
  }, flushMs);
  timer.unref();
  replaceSingleton(name, timer);
}

/** Stops it and writes what is counted. */
export async function stopCache(): Promise<void> {
  const timer = findSingleton<ReturnType<typeof setInterval>>(name);
  if (timer) clearInterval(timer);
  await flushUsage();
}
