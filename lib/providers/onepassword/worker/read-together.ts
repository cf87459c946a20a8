import { setTimeout as sleep } from 'node:timers/promises';

/** Work that ends at some time. */
interface Timed {
  isOver(): boolean;
}

/** Reads of one thing: one that runs, and one that begins after it. */
interface Reads<T> {
  running?: Promise<T>;
  next?: { answer: Promise<T>; jobs: Timed[] };
}

/** What of an account is being read, by name. */
export type ReadsTogether<T> = Map<string, Reads<T>>;

/**
 * Reads something once for all who ask for it before that read begins, and for nobody who asks later: what has begun may
 * hold what was there before they asked. Who asks while one runs waits for its end, at most `waitMs` milliseconds, and shares the
 * next one. `prepare` runs before the read begins: who asks during it shares the read. The read goes on for as long as one
 * of its callers has time left.
 */
export function readTogether<T, Job extends Timed>(
  reads: ReadsTogether<T>,
  name: string,
  job: Job,
  { prepare, read, waitMs }: { prepare(job: Job): Promise<void>; read(job: Job): Promise<T>; waitMs: number },
): Promise<T> {
  const of = reads.get(name) ?? {};
  reads.set(name, of);
  if (of.next) {
    of.next.jobs.push(job);
    return of.next.answer;
  }
  const jobs: Timed[] = [job];
  const joint: Job = { ...job, isOver: () => jobs.every((each) => each.isOver()) };
  const begin = async () => {
    // One that hangs holds nobody up for long.
    if (of.running)
      await Promise.race([of.running.catch(() => undefined), sleep(waitMs, undefined, { ref: false })]);
    await prepare(joint);
    const running = read(joint);
    of.running = running;
    delete of.next;
    const end = () => {
      if (of.running !== running) return;
      delete of.running;
      if (!of.next) reads.delete(name);
    };
    running.then(end, end);
    return running;
  };
  const answer = begin();
  answer.catch(() => {
    // What kept it from beginning keeps nobody from asking again.
    if (of.next?.answer === answer) delete of.next;
  });
  of.next = { answer, jobs };
  return answer;
}
