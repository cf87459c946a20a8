const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const limits = [
  { windowMs: minuteMs, requests: 600 },
  { windowMs: hourMs, requests: 30_000 },
];

/** The limits of the service for an account: 600 requests a minute and 30,000 an hour, over all of its tokens. */
export function newRequestLimits(now: () => number) {
  let taken: number[] = [];
  return {
    /** Counts a request; false: it is one too many. */
    take(): boolean {
      const nowMs = now();
      taken = taken.filter((atMs) => atMs > nowMs - hourMs);
      const isFull = limits.some(
        ({ windowMs, requests }) => taken.filter((atMs) => atMs > nowMs - windowMs).length >= requests,
      );
      if (!isFull) taken.push(nowMs);
      return !isFull;
    },
  };
}
