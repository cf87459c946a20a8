import { describe, expect, it } from 'vitest';
import { type ReadsTogether, readTogether } from './read-together';
import type { Job } from './sdk-call';

const jobOf = (isOver = false) => ({ isOver: () => isOver, nowMs: 0 }) as Partial<Job> as Job;

/** Reads that end when they are told to. */
function reader(waitMs = 60_000) {
  const reads: ReadsTogether<number> = new Map();
  const ends: ((error?: Error) => void)[] = [];
  const jobs: Job[] = [];
  let prepared: Promise<void> = Promise.resolve();
  const ask = (job = jobOf()) =>
    readTogether(reads, 'thing', job, {
      prepare: () => prepared,
      waitMs,
      read: (joint) => {
        jobs.push(joint);
        const number = jobs.length;
        return new Promise((resolve, reject) => {
          ends.push((error) => (error ? reject(error) : resolve(number)));
        });
      },
    });
  const prepareWith = (promise: Promise<void>) => {
    prepared = promise;
  };
  return { reads, ask, ends, jobs, prepareWith };
}
const settle = () => new Promise((resolve) => setTimeout(resolve));

describe('readTogether', () => {
  it('reads once for all who ask before the read begins', async () => {
    const { ask, ends, jobs, reads } = reader();
    const answers = [ask(), ask(), ask()];
    await settle();
    ends[0]?.();
    expect(await Promise.all(answers)).toEqual([1, 1, 1]);
    expect([jobs.length, reads.size]).toEqual([1, 0]);
  });

  it('reads once more, afterwards, for all who asked while it ran', async () => {
    const { ask, ends, jobs, reads } = reader();
    const first = ask();
    await settle();
    const later = [ask(), ask()];
    await settle();
    expect(jobs).toHaveLength(1);
    ends[0]?.();
    await settle();
    ends[1]?.();
    expect([await first, ...(await Promise.all(later))]).toEqual([1, 2, 2]);
    expect([jobs.length, reads.size]).toEqual([2, 0]);
  });

  it('waits for a read that hangs no longer than it is told to', async () => {
    const { ask, ends, jobs } = reader(20);
    const hanging = ask();
    await settle();
    const later = ask();
    await expect.poll(() => jobs.length).toBe(2);
    ends[1]?.();
    expect(await later).toBe(2);
    ends[0]?.();
    expect(await hanging).toBe(1);
  });

  it('goes on while one of its callers has time left', async () => {
    const { ask, ends, jobs } = reader();
    const answers = [ask(jobOf(true)), ask(jobOf(false))];
    await settle();
    expect(jobs[0]?.isOver()).toBe(false);
    ends[0]?.();
    await Promise.all(answers);
  });

  it('fails for those who waited for what failed, and for nobody after them', async () => {
    const { ask, ends, prepareWith } = reader();
    prepareWith(Promise.reject(new Error('not prepared')));
    await expect(ask()).rejects.toThrow('not prepared');
    prepareWith(Promise.resolve());
    const failed = ask();
    await settle();
    const next = ask();
    ends[0]?.(new Error('not read'));
    await expect(failed).rejects.toThrow('not read');
    await settle();
    ends[1]?.();
    expect(await next).toBe(2);
  });
});
