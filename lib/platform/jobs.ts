import { asLatchkeyError } from '@/lib/kernel/errors';
import { once } from './singleton';

interface Job {
  timer?: ReturnType<typeof setInterval>;
  running?: Promise<void> | undefined;
}

/** Background work, by its name: one run at a time in this process. */
const jobOf = (name: string) => once<Job>(`job: ${name}`, () => ({}));

/** Has `run` called every so many milliseconds. It does not keep the process alive. */
export function startJob(name: string, everyMs: number, run: () => Promise<void>): void {
  const job = jobOf(name);
  clearInterval(job.timer);
  job.timer = setInterval(() => void run(), everyMs);
  job.timer.unref();
}

/** Ends the calls, and waits for the run that is under way. */
export async function stopJob(name: string): Promise<void> {
  const job = jobOf(name);
  clearInterval(job.timer);
  await job.running;
}

/**
 * Runs the work, or joins the run under way. Never rejects: `onFailure` hears what went wrong, in a form for the log.
 */
export function runExclusive(
  name: string,
  work: () => Promise<void>,
  onFailure: (inside: string | undefined) => void,
): Promise<void> {
  const job = jobOf(name);
  job.running ??= work()
    .catch((error: unknown) => onFailure(asLatchkeyError(error).inside))
    .finally(() => {
      job.running = undefined;
    });
  return job.running;
}
