import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { keyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';
import { findSingleton, replaceSingleton } from '@/lib/platform/singleton';
import { opensUnversioned, resealAll } from './reseal';
import { retireKeys } from './retire';

const name = 'master-key-schedule';
const firstMs = 2_000;
// Another process may still have sealed with an old key meanwhile.
const everyMs = 10 * 60_000;

interface Begun {
  first: ReturnType<typeof setTimeout> | undefined;
  abort: AbortController;
}

/**
 * Where previous master keys are listed: seals everything under the current one, soon after the start and then again.
 * Where an earlier release sealed something, only then again: what is sealed in the newest version does not open in
 * processes of that release, which may run until they are replaced.
 */
export function startResealing(): void {
  const hasPrevious = keyring().all.length > 1;
  if (!hasPrevious && !opensUnversioned(keyring())) return;
  const abort = new AbortController();
  const run = () => resealNow(abort.signal);
  const first = hasPrevious ? setTimeout(() => void run(), firstMs) : undefined;
  first?.unref();
  replaceSingleton<Begun>(name, { first, abort });
  startJob(name, everyMs, run);
}

/** Stops it after the batch in hand. */
export async function stopResealing(): Promise<void> {
  const begun = findSingleton<Begun>(name);
  clearTimeout(begun?.first);
  begun?.abort.abort();
  await stopJob(name);
}

/** Seals everything under the current key, then lets go of keys that are not needed. Never rejects. */
export function resealNow(signal: AbortSignal): Promise<void> {
  return runExclusive(
    name,
    () => resealAndRetire(signal),
    (inside) => log.warn('master-keys.not-resealed', { inside }),
  );
}

async function resealAndRetire(signal: AbortSignal): Promise<void> {
  const retired = (await resealAll(signal)) ? await retireKeys() : 0;
  if (retired > 0) log.info('master-keys.retired', { count: retired });
}
