import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError } from '@/lib/kernel/errors';
import { feedSessionOf } from '@/lib/managers/change-feed';
import { forgetTrust } from '@/lib/managers/trust';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { publishLocally, publishNow } from '@/lib/platform/invalidation';
import { log } from '@/lib/platform/log';
import { countFeedRequests, type FeedOutcome } from '@/lib/platform/metrics';
import type { ManagerFeed } from '@/lib/platform/prisma-client/client';
import type { ChangeFeed, FeedSession } from '@/lib/providers/change-feed';
import { isProviderId } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { countFeedSpent } from '@/lib/quota/feed-ledger';
import { takeIn } from './take-in';
import { endTurn, type FeedTurn, takeTurn, turnEveryMs } from './turn';

// 40 requests in ten seconds are 240 a minute, also where two processes take turns: the account has 600, and 30,000 an hour.
const mostRequests = 40;
const refusedRestMs = 60_000;
const limitedRestMs = 60_000;

/** Takes the turns that are due, one after the other: each feed is asked for what was changed since. */
export async function hearFeeds(): Promise<void> {
  for (let turn = await takeTurn(); turn; turn = await takeTurn()) await hear(turn);
}

type Member = ManagerFeed & { secretManager: { provider: string } };

async function hear(turn: FeedTurn): Promise<void> {
  const beganMs = clock().now();
  const members = await membersOf(turn);
  let failedAt = turn.failedAt;
  let afterMs = turnEveryMs;
  for (const member of members) {
    if (member.refusedAt && beganMs - member.refusedAt.getTime() < refusedRestMs) continue;
    try {
      await readOn(turn, member);
      failedAt = null;
      if (member.refusedAt) await noteRefused(member, null);
      break;
    } catch (error) {
      const { code, inside, retryAfterMs = 0 } = asLatchkeyError(error);
      countFeedRequests(outcomeOf(code));
      countFeedSpent(turn.id, 1);
      log.info('change-feed.failed', { managerId: member.secretManagerId, code, inside });
      if (code === 'provider_denied') {
        await noteRefused(member, new Date(beganMs));
        continue;
      }
      failedAt ??= new Date(beganMs);
      if (code === 'provider_rate_limited') afterMs = Math.max(limitedRestMs, retryAfterMs);
      break;
    }
  }
  await endTurn(turn, { beganMs, afterMs, failedAt });
  // What is kept by the feed is kept by the policy from here on, in all processes.
  if (failedAt && !turn.failedAt) await tellChanged(members);
}

/** Those with a token of the feed, in the order that they are tried: a token that tells less is read with only where no other is accepted. */
async function membersOf({ id: feedId }: FeedTurn): Promise<Member[]> {
  const members: Member[] = await database().managerFeed.findMany({
    where: { feedId },
    include: { secretManager: { select: { provider: true } } },
    orderBy: [{ refusedAt: { sort: 'asc', nulls: 'first' } }, { givenAt: 'desc' }],
  });
  return members.sort((one, other) => other.streams.length - one.streams.length);
}

function outcomeOf(code: ErrorCode): FeedOutcome {
  if (code === 'provider_denied') return 'refused';
  return code === 'provider_rate_limited' ? 'limited' : 'failed';
}

/** Reads page after page with the token of one secret manager, and takes each in before the next is asked for. */
async function readOn(turn: FeedTurn, member: Member): Promise<void> {
  const feed = feedOf(member);
  const session = feedSessionOf(member);
  if (!feed || !session) return;
  let { cursor } = turn;
  for (let requests = 0; requests < mostRequests; ) {
    const page = await readPage(feed, session, { ...turn, cursor });
    requests += page.requests;
    countFeedRequests('answered', page.requests);
    countFeedSpent(turn.id, page.requests);
    if (!(await takeIn({ feedId: turn.id, cursor, page }))) return;
    cursor = page.cursor;
    if (!page.hasMore) return;
  }
}

// Where a cursor is refused, what was told a little before it is asked for again: nothing of it counts twice.
const overlapMs = 10 * 60_000;

function readPage(feed: ChangeFeed, session: FeedSession, { cursor, createdAt, lastHeardAt }: FeedTurn) {
  const againMs = cursor !== null && lastHeardAt ? lastHeardAt.getTime() - overlapMs : 0;
  const sinceMs = Math.max(createdAt.getTime(), againMs);
  return feed.read(session, { cursor, sinceMs });
}

function feedOf({ secretManager: { provider } }: Member): ChangeFeed | undefined {
  return isProviderId(provider) ? providerOf(provider).feed : undefined;
}

async function noteRefused(member: Member, refusedAt: Date | null): Promise<void> {
  const { secretManagerId } = member;
  await database().managerFeed.updateMany({ where: { secretManagerId }, data: { refusedAt } });
  if (refusedAt && !member.refusedAt) await tellChanged([member]);
}

async function tellChanged(members: readonly Member[]): Promise<void> {
  for (const { secretManagerId: id } of members) {
    forgetTrust(id);
    await publishNow({ topic: 'secret-manager', id });
    publishLocally({ topic: 'secret-manager', id });
  }
}
