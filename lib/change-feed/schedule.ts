import { refreshTrust } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { database, isDatabaseAway } from '@/lib/platform/database';
import { runExclusive, startJob, stopJob } from '@/lib/platform/jobs';
import { log } from '@/lib/platform/log';
import { once } from '@/lib/platform/singleton';
import { hearFeeds } from './hear';
import { judgeTrust } from './judge-trust';
import { measureFeeds } from './measure';
import { refreshChanged } from './refresh-changed';
import { lookAtSamples } from './sample';

const name = 'change-feed';
const lookEveryMs = 1_000;
const dayMs = 24 * 3_600_000;

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
  await every('trust', 5_000, refreshTrust);
  await every('samples', 30_000, lookAtSamples);
  await every('measures', 15_000, measureFeeds);
  await every('judgement', 60_000, judgeTrust);
  await every('trim', 3_600_000, trim);
}

async function trim(): Promise<void> {
  const heardAt = { lt: new Date(clock().now() - 2 * dayMs) };
  await database().changeFeedEvent.deleteMany({ where: { heardAt } });
  await database().changeFeed.deleteMany({ where: { managers: { none: {} } } });
}

const doneAtMs = () => once('change-feed-done', () => new Map<string, number>());

/** Does `work` unless this process did it lately. A clock that was set back is no reason to wait. */
async function every(what: string, everyMs: number, work: () => Promise<unknown>): Promise<void> {
  const nowMs = clock().now();
  const sinceMs = nowMs - (doneAtMs().get(what) ?? Number.NEGATIVE_INFINITY);
  if (sinceMs >= 0 && sinceMs < everyMs) return;
  doneAtMs().set(what, nowMs);
  await work();
}
