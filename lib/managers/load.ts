import type { PolicyInForce } from '@/lib/cache/freshness';
import type { CachePolicy } from '@/lib/cache/schema';
import { open } from '@/lib/crypto/envelope';
import type { LimitWindow } from '@/lib/kernel/limit-window';
import type { PatternSet } from '@/lib/kernel/locator';
import { database } from '@/lib/platform/database';
import { allIds, onInvalidation } from '@/lib/platform/invalidation';
import { keyring } from '@/lib/platform/keyring';
import { keepLoaded } from '@/lib/platform/loaded';
import { once } from '@/lib/platform/singleton';
import type { SnapshotPart } from '@/lib/platform/snapshot';
import type { ProviderSession } from '@/lib/providers/contract';
import { isProviderId, limitsOf, type ProviderId } from '@/lib/providers/descriptors';
import { type QuotaSubject, registerQuotaSubject } from '@/lib/quota/ledger';
import { credentialContext } from './credential';
import { grantsOf, type StoredGrant } from './grants-of';
import { isNewest, olderCredential } from './newest-credential';
import { quotaSubjectOf } from './quota-subject';
import { policyOf } from './stored-policy';
import { noteTrust, trustSelect } from './trust';

/** What the resolve path needs of a secret manager, kept in memory until it changes. The credential stays sealed. */
export interface LoadedManager extends StoredManager {
  /** What each project may use of it. */
  grants: ReadonlyMap<string, PatternSet>;
  /** The policy without any trust in a feed. What is in force at a moment, policyInForce() tells. */
  byPolicy: PolicyInForce;
}

/** The same as it is stored. */
interface StoredManager {
  id: string;
  name: string;
  provider: ProviderId;
  scope: string;
  projectIds: readonly string[];
  granted: readonly StoredGrant[];
  credentialRevision: number;
  policy: CachePolicy;
  /** What fields without a choice of their own do when their item is removed and comes back under its name. */
  followNames: boolean;
  /** Another secret manager with the same secrets, which is read while this one cannot be reached. */
  fallbackId: string | null;
  limits: readonly LimitWindow[];
  spender: QuotaSubject;
  sealedCredential: Uint8Array;
}

const managers = () =>
  once('loaded-managers', () => {
    const loaded = keepLoaded(readManager);
    onInvalidation('loaded-managers', (change) => {
      const { topic, id } = change;
      if (topic !== 'secret-manager') return;
      if (id === allIds) loaded.forgetAll(change);
      else loaded.forget(id);
    });
    return loaded;
  });

/** A secret manager by id, from memory when it was asked for before. Undefined: there is none. */
export function loadManager(id: string): Promise<LoadedManager | undefined> {
  return managers().load(id);
}

/** A secret manager if memory has it. */
export function peekManager(id: string): LoadedManager | undefined {
  return managers().peek(id);
}

/** Brings the secret managers into memory that connections are bound through, with their fallbacks, and answers them. */
export async function bringInBoundManagers(): Promise<LoadedManager[]> {
  const rows = await database().secretManager.findMany({
    where: { OR: [{ fields: { some: {} } }, { fallbackOf: { some: {} } }] },
    select: { id: true },
  });
  await managers().bringIn(rows.map(({ id }) => id));
  return rows.flatMap(({ id }) => managers().peek(id) ?? []);
}

/** The secret managers that are known, for a start while the database is away. */
export const managerSnapshot: SnapshotPart = {
  name: 'secret-managers',
  take: () =>
    managers()
      .take()
      .map(({ value: [id, { grants: _ready, byPolicy: _own, ...stored }], ...item }) => ({
        ...item,
        value: [id, stored],
      })),
  put(value, usableUntilMs) {
    const [id, stored] = asKnown(value);
    managers().put(id, loadedOf(stored), usableUntilMs);
  },
};

/** Guarantee: what `take` gave. */
function asKnown(value: unknown): [id: string, stored: StoredManager] {
  return value as [string, StoredManager];
}

/** Opens the credential for the provider. */
export function sessionOf(manager: LoadedManager): ProviderSession {
  return {
    managerId: manager.id,
    revision: manager.credentialRevision,
    credential: open(
      keyring(),
      manager.sealedCredential,
      credentialContext(manager.id, manager.credentialRevision),
    ),
  };
}

async function readManager(id: string): Promise<LoadedManager | undefined> {
  const manager = await readRow(id);
  if (!manager || isNewest(manager)) return manager;
  // A newer one may have been read since. What is older still was put back.
  const again = await readRow(id);
  if (!again || isNewest(again)) return again;
  throw olderCredential(id);
}

async function readRow(id: string): Promise<LoadedManager | undefined> {
  const row = await database().secretManager.findUnique({
    where: { id },
    include: {
      projects: { select: { projectId: true, patterns: true } },
      breaker: trustSelect.breaker,
      changeFeed: trustSelect.changeFeed,
      dueChanges: trustSelect.dueChanges,
    },
  });
  if (!row || !isProviderId(row.provider)) return undefined;
  noteTrust(id, row);
  return loadedOf({
    id: row.id,
    name: row.name,
    provider: row.provider,
    scope: row.scope,
    projectIds: row.projects.map(({ projectId }) => projectId),
    granted: row.projects,
    credentialRevision: row.credentialRevision,
    policy: policyOf(row.policy),
    followNames: row.followNames,
    fallbackId: row.fallbackId,
    limits: limitsOf(row),
    spender: quotaSubjectOf(row),
    sealedCredential: row.sealedCredential,
  });
}

function loadedOf(stored: StoredManager): LoadedManager {
  registerQuotaSubject(stored.id, stored.spender);
  return {
    ...stored,
    grants: grantsOf(stored.provider, stored.granted),
    byPolicy: { ...stored.policy, trust: null },
  };
}
