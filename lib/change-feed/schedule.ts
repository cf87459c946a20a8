import { clock } from '@/lib/platform/clock';
import { database, isDatabaseAway } from '@/lib/platform/database';
import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { hearFeeds } from './hear';
import { refreshChanged } from './refresh-changed';

const name = 'change-feed';
const lookEveryMs = 1_000;
const dayMs = 24 * 3_600_000;
const trimEveryMs = 3_600_000;
let trimmedAtMs = 0;

/** Has every process look each second whether a feed is due, or something that was changed is to be read. */
export function startChangeFeeds(): void {
  startJob(name, lookEveryMs, listenToFeeds);
}

/** Stops it, and waits for a turn that is under way. */
export function stopChangeFeeds(): Promise<void> {
  return stopJob(name);
}

/** Hears the feeds that are due and reads what they told. Never rejects. */
export function listenToFeeds(): Promise<void> {
  return runExclusive(name, listen, (inside) => log.warn('change-feed.stopped', { inside }));
}

async function listen(): Promise<void> {
  if (isDatabaseAway()) return;
  await hearFeeds();
  await refreshChanged();
  const nowMs = clock().now();
  if (nowMs - trimmedAtMs < trimEveryMs) return;
  trimmedAtMs = nowMs;
  const heardAt = { lt: new Date(nowMs - 2 * dayMs) };
  await database().changeFeedEvent.deleteMany({ where: { heardAt } });
  await database().changeFeed.deleteMany({ where: { managers: { none: {} } } });
}
