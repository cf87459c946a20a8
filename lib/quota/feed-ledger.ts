import type { LimitWindow } from '@/lib/kernel/limit-window';
import { countRequests, registerQuotaSubject, spentBy } from './ledger';

const hourMs = 3_600_000;

// Events API reference: 600 requests a minute and 30,000 an hour, of the account. A turn makes 40 at most, every ten seconds, so
// the minute is kept by that; what is counted is the hour.
const hour: LimitWindow = {
  id: 'feed-hour',
  per: 'account',
  windowMs: hourMs,
  counts: 'by_clock',
  requests: 30_000,
};

/** A feed spends limits of its own account, apart from those of secret managers. */
const subjectOf = (feedId: string) => ({ tokenMark: `feed ${feedId}`, accountMark: `feed ${feedId}` });

/** Counts requests to a change feed. */
export function countFeedSpent(feedId: string, requests: number): void {
  const name = `feed ${feedId}`;
  registerQuotaSubject(name, subjectOf(feedId));
  countRequests(name, requests);
}

/** What was spent of the feed's limit, of all processes. */
export async function feedSpent(feedId: string): Promise<{ used: number; limit: number; windowMs: number }> {
  const { windows } = await spentBy(subjectOf(feedId), [hour]);
  return { used: windows[0]?.used ?? 0, limit: hour.requests, windowMs: hour.windowMs };
}
