import { feedStateOf } from '@/lib/managers/change-feed';
import { feedStates } from '@/lib/managers/feed-schema';
import { database } from '@/lib/platform/database';
import { setFeedMetrics } from '@/lib/platform/metrics';

/** Measures for the metrics how many feeds are in which state, and the longest delay. */
export async function measureFeeds(): Promise<void> {
  const rows = await database().managerFeed.findMany({ include: { feed: true } });
  const states = rows.map(feedStateOf);
  const counts = feedStates
    .filter((state) => state !== 'off')
    .map((state) => [state, states.filter((each) => each === state).length] as const);
  const delayMs = Math.max(0, ...rows.map(({ feed }) => feed.delayMs ?? 0));
  setFeedMetrics(Object.fromEntries(counts), delayMs);
}
