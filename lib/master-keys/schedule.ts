import { asLatchkeyError } from '@/lib/kernel/errors';
import { keyring } from '@/lib/platform/keyring';
import { log } from '@/lib/platform/log';
import { findSingleton, once, replaceSingleton } from '@/lib/platform/singleton';
import { resealAll } from './reseal';
import { retireKeys } from './retire';

const name = 'master-key-schedule';
const firstMs = 2_000;
// Another process may still have sealed with an old key meanwhile.
const everyMs = 10 * 60_000;

interface Schedule {
  timers: ReturnType<typeof setTimeout>[];
  abort: AbortController;
}

const round = () => once<{ flight?: Promise<void> | undefined }>('master-key-round', () => ({}));

/** Where previous master keys are listed: seals everything under the current one, soon after the start and then again. */
export function startResealing(): void {
  if (keyring().all.length === 1) return;
  const abort = new AbortController();
  const run = () => void resealNow(abort.signal);
  const timers = [setTimeout(run, firstMs), setInterval(run, everyMs)];
  for (const timer of timers) timer.unref();
  replaceSingleton<Schedule>(name, { timers, abort });
}

/** Stops it after the batch in hand. */
export async function stopResealing(): Promise<void> {
  const running = findSingleton<Schedule>(name);
  for (const timer of running?.timers ?? []) clearTimeout(timer);
  running?.abort.abort();
  await round().flight;
}

/** Seals everything under the current key, then lets go of keys that are not needed. Never rejects. */
export function resealNow(signal: AbortSignal): Promise<void> {
  const running = round();
  running.flight ??= resealAll(signal)
    .then((isWhole) => (isWhole ? retireKeys() : 0))
    .then(
      (retired) => (retired > 0 ? log.info('master-keys.retired', { count: retired }) : undefined),
      (error: unknown) => log.warn('master-keys.not-resealed', { inside: asLatchkeyError(error).inside }),
    )
    .finally(() => {
      running.flight = undefined;
    });
  return running.flight;
}
