import { sealContext } from '@/lib/crypto/context';
import { open, seal } from '@/lib/crypto/envelope';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { SecretValue } from '@/lib/kernel/secret-value';
import { clock } from '@/lib/platform/clock';
import type { Transaction } from '@/lib/platform/database';
import { keyring } from '@/lib/platform/keyring';
import type { ChangeFeed, ManagerFeed } from '@/lib/platform/prisma-client/client';
import { isNewestSeen } from '@/lib/platform/seen-versions';
import type { FeedSession, InspectedFeed } from '@/lib/providers/change-feed';
import type { ProviderId } from '@/lib/providers/descriptors';
import { providerOf } from '@/lib/providers/registry';
import { takeRequests } from '@/lib/quota/caller-requests';
import type { FeedView } from './feed-schema';

/** Nothing heard for so long: the feed is silent. */
export const silentAfterMs = 2 * 60_000;
const dayMs = 24 * 3_600_000;

/** Where a feed's token is sealed to: its secret manager, at a version of its own. */
export function feedContext(managerId: string, version: bigint) {
  return sealContext('manager_feed', managerId, 'sealed_token', version);
}

/**
 * Looks at a token before it is saved. Throws `invalid_input` where the kind has no feed, `sign_in_address_refused`,
 * `invalid_token`, `provider_*`, `over_budget`.
 */
export async function inspectFeed(
  caller: Caller,
  manager: { provider: ProviderId; signInAddress: string },
  given: { token: string; origin?: string | undefined },
): Promise<InspectedFeed> {
  const { feed } = providerOf(manager.provider);
  if (!feed)
    throw new LatchkeyError('invalid_input', { fields: { changeFeed: messageFor('feedNotOffered') } });
  await takeRequests(caller);
  const { signInAddress } = manager;
  return feed.inspect({ token: new SecretValue(given.token), origin: given.origin, signInAddress });
}

/**
 * Saves a token in the place of another, or takes it away with null. Secret managers of one account share what is heard: one that
 * joins is told what is changed from then on.
 */
export async function setFeed(
  tx: Transaction,
  managerId: string,
  inspected: InspectedFeed | null,
): Promise<void> {
  if (inspected) await saveFeed(tx, managerId, inspected);
  else await tx.managerFeed.deleteMany({ where: { secretManagerId: managerId } });
  await tx.changeFeed.deleteMany({ where: { managers: { none: {} } } });
}

async function saveFeed(tx: Transaction, managerId: string, inspected: InspectedFeed): Promise<void> {
  const now = new Date(clock().now());
  const { origin, account, streams, token } = inspected;
  const feed = await tx.changeFeed.upsert({
    where: { account },
    // It may be asked at once.
    create: { account, createdAt: now, heldUntil: new Date(0) },
    update: { heldUntil: new Date(0) },
    select: { id: true },
  });
  const [row] = await tx.$queryRaw<{ value: bigint }[]>`SELECT nextval('sealed_version') AS value`;
  const version = BigInt(row?.value ?? 0);
  const columns = {
    feedId: feed.id,
    origin,
    streams: [...streams],
    sealedVersion: version,
    sealedToken: seal(keyring(), token, feedContext(managerId, version)),
    refusedAt: null,
  };
  const before = await tx.managerFeed.findUnique({ where: { secretManagerId: managerId } });
  const isOther = before?.feedId !== feed.id;
  await tx.managerFeed.upsert({
    where: { secretManagerId: managerId },
    create: { secretManagerId: managerId, givenAt: now, ...columns },
    update: { ...columns, ...(isOther ? { givenAt: now, matchedAt: null, changesSeen: 0 } : {}) },
  });
}

/** What a token reads with. Undefined: an older one was put back in its place. */
export function feedSessionOf(row: ManagerFeed): FeedSession | undefined {
  const { secretManagerId, sealedToken, sealedVersion, origin, streams } = row;
  const token = open(keyring(), sealedToken, feedContext(secretManagerId, sealedVersion));
  if (!isNewestSeen('manager_feed', secretManagerId, sealedVersion)) return undefined;
  return { token, origin, streams };
}

/** What leaves of a feed: an allow-list, and the token is not on it. */
export function presentFeed(row: (ManagerFeed & { feed: ChangeFeed }) | null): FeedView {
  if (!row) {
    return { state: 'off', lastHeardAt: null, delayMs: null, changesSeen: 0, mayBeOfAnotherAccount: false };
  }
  const nowMs = clock().now();
  const { lastHeardAt, delayMs, failedAt } = row.feed;
  const isSilent = nowMs - (lastHeardAt ?? row.givenAt).getTime() > silentAfterMs;
  return {
    state: row.refusedAt ? 'refused' : failedAt || isSilent ? 'unreachable' : 'listening',
    lastHeardAt: lastHeardAt?.toISOString() ?? null,
    delayMs,
    changesSeen: row.changesSeen,
    mayBeOfAnotherAccount: row.changesSeen > 0 && !row.matchedAt && nowMs - row.givenAt.getTime() > dayMs,
  };
}
