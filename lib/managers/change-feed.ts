import { sealContext } from '@/lib/crypto/context';
import { open, seal } from '@/lib/crypto/envelope';
import { accessKinds } from '@/lib/kernel/access-kinds';
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
import { type FeedInput, type FeedView, trustEndings } from './feed-schema';
import { type AccessibleRow, isVaultShown } from './shown-vault';
import { silentAfterMs, type TrustRow, trustInForce } from './trust';

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
  given: FeedInput,
): Promise<GivenFeed> {
  const { feed } = providerOf(manager.provider);
  if (!feed) throw badFeed('changeFeed', 'feedNotOffered');
  const { token, origin, trust } = given;
  if (token === undefined) {
    if (origin !== undefined) throw badFeed('changeFeed.origin', 'feedOriginAlone');
    if (trust === undefined) throw badFeed('changeFeed', 'feedEmpty');
    return { trust };
  }
  await takeRequests(caller);
  const { signInAddress } = manager;
  const inspected = await feed.inspect({ token: new SecretValue(token), origin, signInAddress });
  return { inspected, trust };
}

function badFeed(field: string, key: 'feedNotOffered' | 'feedOriginAlone' | 'feedEmpty' | 'feedMissing') {
  return new LatchkeyError('invalid_input', { fields: { [field]: messageFor(key) } });
}

/** What is to be saved of a feed: a token that was looked at, whether it is trusted, or both. Undefined: that stays as it is. */
interface GivenFeed {
  inspected?: InspectedFeed;
  trust: FeedInput['trust'];
}

/**
 * Saves a token in the place of another, or takes it away with null. Trust belongs to the account: a token of another one ends it. Secret managers of one account share what is heard: one that
 * joins is told what is changed from then on.
 */
export async function setFeed(tx: Transaction, managerId: string, given: GivenFeed | null): Promise<void> {
  if (given?.inspected) await saveFeed(tx, managerId, given.inspected);
  if (given?.trust !== undefined) await saveTrust(tx, managerId, given.trust);
  if (!given) await tx.managerFeed.deleteMany({ where: { secretManagerId: managerId } });
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
    update: { ...columns, ...(isOther ? { givenAt: now, matchedAt: null, changesSeen: 0, ...noTrust } : {}) },
  });
}

/** From here on, answers that come are trusted; those of before are not, since nobody was told of what changed them. */
async function saveTrust(
  tx: Transaction,
  managerId: string,
  trust: { freshMs: number } | null,
): Promise<void> {
  const { count } = await tx.managerFeed.updateMany({
    where: { secretManagerId: managerId },
    data: {
      trustFreshMs: trust?.freshMs ?? null,
      trustSince: trust ? new Date(clock().now()) : null,
      ...trustGoesOn,
    },
  });
  if (count === 0 && trust) throw badFeed('changeFeed.trust', 'feedMissing');
}

const trustGoesOn = { trustEndedAt: null, trustEndedBecause: null };
const noTrust = { trustFreshMs: null, trustSince: null, ...trustGoesOn };

/** What a token reads with. Undefined: an older one was put back in its place. */
export function feedSessionOf(row: ManagerFeed): FeedSession | undefined {
  const { secretManagerId, sealedToken, sealedVersion, origin, streams } = row;
  const token = open(keyring(), sealedToken, feedContext(secretManagerId, sealedVersion));
  if (!isNewestSeen('manager_feed', secretManagerId, sealedVersion)) return undefined;
  return { token, origin, streams };
}

type FeedRow = ManagerFeed & { feed: ChangeFeed };

const offView: FeedView = {
  state: 'off',
  lastHeardAt: null,
  delayMs: null,
  changesSeen: 0,
  mayBeOfAnotherAccount: false,
  trust: null,
  access: null,
};

/** What leaves of a feed: an allow-list, and the token is not on it. Titles of vaults are for those who may use something there. */
export function presentFeed(
  manager: TrustRow & AccessibleRow & { changeFeed: FeedRow | null },
  caller: Caller,
): FeedView {
  const row = manager.changeFeed;
  if (!row) return offView;
  const nowMs = clock().now();
  const { lastHeardAt, delayMs } = row.feed;
  return {
    state: feedStateOf(row),
    lastHeardAt: lastHeardAt?.toISOString() ?? null,
    delayMs,
    changesSeen: row.changesSeen,
    mayBeOfAnotherAccount: row.changesSeen > 0 && !row.matchedAt && nowMs - row.givenAt.getTime() > dayMs,
    trust: presentTrust(row, trustInForce(manager, nowMs) !== null),
    access: presentAccess(row, manager, caller),
  };
}

/** Whether a feed is heard. */
export function feedStateOf({ feed, givenAt, refusedAt }: FeedRow): Exclude<FeedView['state'], 'off'> {
  const { lastHeardAt, failedAt } = feed;
  const isSilent = clock().now() - (lastHeardAt ?? givenAt).getTime() > silentAfterMs;
  if (refusedAt) return 'refused';
  return failedAt || isSilent ? 'unreachable' : 'listening';
}

function presentTrust(
  { trustFreshMs: freshMs, trustEndedAt, trustEndedBecause }: FeedRow,
  isInForce: boolean,
): FeedView['trust'] {
  if (freshMs === null) return null;
  if (!trustEndedAt) return { freshMs, state: isInForce ? 'on' : 'waiting' };
  const endedBecause = trustEndings.find((each) => each === trustEndedBecause);
  return {
    freshMs,
    state: 'ended',
    endedAt: trustEndedAt.toISOString(),
    ...(endedBecause ? { endedBecause } : {}),
  };
}

function presentAccess(row: FeedRow, manager: AccessibleRow, caller: Caller): FeedView['access'] {
  const kind = accessKinds.find((each) => each === row.accessKind);
  if (!kind || !row.accessAt) return null;
  const vault = isVaultShown(row, manager, caller) ? row.accessVault : null;
  return { kind, vault, at: row.accessAt.toISOString() };
}
