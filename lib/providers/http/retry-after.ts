const longestMs = 24 * 60 * 60 * 1000;

/**
 * A Retry-After header (RFC 9110: seconds or a date) as milliseconds from `nowMs`, at most a day.
 * Undefined when there is none or it cannot be read.
 */
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
  if (header === null) return undefined;
  const text = header.trim();
  const waitMs = /^\d{1,9}$/.test(text) ? Number(text) * 1000 : Date.parse(text) - nowMs;
  return Number.isNaN(waitMs) ? undefined : Math.min(Math.max(waitMs, 0), longestMs);
}
