import { hashApiKey, looksLikeApiKey } from '@/lib/crypto/api-key';
import { type Caller, keyLabelPrefix } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import { allIds, onInvalidation } from '@/lib/platform/invalidation';
import { keepLoaded } from '@/lib/platform/loaded';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import { savedIfPossible } from '@/lib/platform/storage-trouble';
import { patternSet } from '@/lib/providers/patterns';
import { lookUpApiKey } from './look-up';
import { networkCheck } from './networks';
import { type ApiKeyRow, presentApiKey, readableOf } from './present';

const useRestMs = 60_000;

interface KnownKey {
  row: ApiKeyRow;
  caller: Caller;
  /** Whether it may be used from an address; absent: from anywhere. */
  isUsableFrom?: (peer: string) => boolean;
  expiresAtMs: number;
  usedNotedAtMs: number;
}

// Looked up by SHA-256: the look-up's time tells nothing of a key, since nobody can steer its hash.
const known = () =>
  once('known-api-keys', () => {
    const keys = keepLoaded(readKey);
    onInvalidation('known-api-keys', (change) => {
      if (change.topic !== 'api-key') return;
      if (change.id === allIds) keys.forgetAll(change);
      else keys.forgetThose(({ row }) => row.id === change.id);
    });
    return keys;
  });

/**
 * Who a key belongs to, from memory when it was seen before. `peer` is the client's address. Throws `unauthenticated`,
 * without saying why, and `forbidden` for a good key from outside its networks.
 */
export async function authenticateApiKey({ key, peer }: { key: string; peer: string }): Promise<Caller> {
  if (!looksLikeApiKey(key)) throw new LatchkeyError('unauthenticated');
  const hash = hashApiKey(key);
  const nowMs = clock().now();
  const found = await known().load(hash);
  if (!found || found.expiresAtMs <= nowMs) throw new LatchkeyError('unauthenticated');
  if (found.isUsableFrom && !found.isUsableFrom(peer)) throw elsewhere();
  if (nowMs - found.usedNotedAtMs >= useRestMs) {
    found.usedNotedAtMs = nowMs;
    await noteUse(found.caller.id, nowMs, peer);
  }
  return found.caller;
}

async function readKey(hash: string): Promise<KnownKey | undefined> {
  const row = await lookUpApiKey(hash);
  return row && !row.revokedAt ? knownOf(row) : undefined;
}

function knownOf(row: ApiKeyRow): KnownKey {
  return {
    row,
    caller: callerOf(row),
    ...(row.networks.length > 0 ? { isUsableFrom: networkCheck(row.networks) } : {}),
    expiresAtMs: row.expiresAt?.getTime() ?? Number.POSITIVE_INFINITY,
    usedNotedAtMs: 0,
  };
}

/** Brings the keys into memory that were used since then, the newest use first: an outage may come before their next use. */
export async function bringInUsedKeys(usedSince: Date, most: number): Promise<void> {
  const rows = await database().apiKey.findMany({
    where: { lastUsedAt: { gte: usedSince }, revokedAt: null },
    orderBy: { lastUsedAt: 'desc' },
    take: most,
    select: { hash: true },
  });
  await known().bringIn(rows.map(({ hash }) => hash));
}

/** The keys that are known, by their hashes, for a start while the database is away. */
export const keySnapshot: SnapshotPart = {
  name: 'api-keys',
  isOfKeys: true,
  take: () =>
    known()
      .take()
      .map(({ value: [hash, { row }], ...item }) => ({ ...item, value: [hash, row] })),
  put(value, usableUntilMs) {
    const [hash, row] = asStored(value);
    known().put(hash, knownOf(row), usableUntilMs);
  },
};

/** Guarantee: what `take` gave. */
function asStored(value: unknown): [hash: string, row: ApiKeyRow] {
  return value as [string, ApiKeyRow];
}

/** Who a key belongs to if memory knows it and there is nothing to write down. Otherwise ask `authenticateApiKey`. */
export function recallApiKey(key: string): Caller | undefined {
  if (!looksLikeApiKey(key)) return undefined;
  const found = known().peek(hashApiKey(key));
  // From where it is used is asked on the long way.
  if (!found || found.isUsableFrom) return undefined;
  const nowMs = clock().now();
  return found.expiresAtMs > nowMs && nowMs - found.usedNotedAtMs < useRestMs ? found.caller : undefined;
}

function callerOf(row: ApiKeyRow): Caller {
  const { id, name, role, scope, projectIds } = presentApiKey(row);
  return {
    kind: 'api-key',
    id,
    label: `${keyLabelPrefix}${name}`,
    role,
    projects: scope === 'platform' ? 'all' : projectIds,
    connections: row.allConnections ? 'all' : row.connections.map(({ connectionId }) => connectionId),
    ...referencesOf(row),
  };
}

function referencesOf({ readable }: ApiKeyRow): Pick<Caller, 'references'> {
  const stored = readableOf(readable);
  if (stored === null) return {};
  if (stored === 'all') return { references: 'all' };
  return {
    references: new Map(
      stored.map(({ secretManagerId, patterns }) => [secretManagerId, patternSet(patterns)]),
    ),
  };
}

function elsewhere(): LatchkeyError {
  return new LatchkeyError('forbidden', { says: messageFor('keyElsewhere'), details: { reason: 'network' } });
}

async function noteUse(id: string, atMs: number, peer: string): Promise<void> {
  await savedIfPossible(
    database().apiKey.updateMany({
      where: { id },
      data: { lastUsedAt: new Date(atMs), lastUsedFrom: peer },
    }),
  );
}
