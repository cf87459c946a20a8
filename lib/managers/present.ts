import { projectsShown } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { clock } from '@/lib/platform/clock';
import { translate } from '@/lib/platform/language';
import type { Breaker, ChangeFeed, ManagerFeed, SecretManager } from '@/lib/platform/prisma-client/client';
import { planOf } from '@/lib/providers/descriptors';
import { presentFeed } from './change-feed';
import type { StoredGrant } from './grants-of';
import { readReason } from './record-status';
import { type ManagerView, managerViewSchema } from './schema';
import { isFreshTimeAutomatic, policyOf } from './stored-policy';
import { trustSelect } from './trust';

/** A row with what a view needs beside it. Use with `viewIncludes`. */
export type ManagerRow = SecretManager & {
  projects: StoredGrant[];
  breaker: Breaker | null;
  _count: { fields: number };
  changeFeed: (ManagerFeed & { feed: ChangeFeed }) | null;
  dueChanges: { heardAt: Date }[];
};

export const viewIncludes = {
  projects: { select: { projectId: true, patterns: true } },
  breaker: true,
  _count: { select: { fields: true } },
  changeFeed: { include: { feed: true } },
  dueChanges: trustSelect.dueChanges,
} as const;

const enums = managerViewSchema.shape;

/**
 * What leaves of a secret manager: an allow-list, and the sealed credential is not on it. Of the projects it names those
 * of the caller.
 */
export function presentManager(row: ManagerRow, caller: Caller): ManagerView {
  const reason = readReason(row.statusReason);
  return {
    id: row.id,
    name: row.name,
    provider: enums.provider.parse(row.provider),
    scope: enums.scope.parse(row.scope),
    // Of a platform-wide one the rows tell who may use it, not whose it is.
    projectIds: row.scope === 'project' ? projectsShown(caller, row.projects) : [],
    status: enums.status.parse(row.status),
    statusReason: reason?.code ?? null,
    statusMessage: reason ? translate(reason.says) : null,
    statusSince: row.statusSince.toISOString(),
    checkedAt: row.checkedAt?.toISOString() ?? null,
    revision: row.revision,
    signInAddress: row.signInAddress,
    serviceAccount: row.serviceAccount,
    vaultCount: row.vaultCount,
    environmentCount: row.environmentCount,
    grantedProjectIds: projectsShown(caller, row.projects),
    boundReferenceCount: row._count.fields,
    plan: planOf(row),
    policy: policyOf(row.policy),
    freshTime: isFreshTimeAutomatic(row.policy) ? 'automatic' : 'set',
    scanSchedule: enums.scanSchedule.parse(row.scanSchedule),
    followNames: row.followNames,
    fallbackId: row.fallbackId,
    breaker: presentBreaker(row.breaker),
    changeFeed: presentFeed(row, caller),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function presentBreaker(breaker: Breaker | null): ManagerView['breaker'] {
  if (!breaker) return { state: 'closed', reason: null, retryAt: null };
  const isResting = breaker.retryAt.getTime() > clock().now();
  return {
    state: isResting ? 'open' : 'half_open',
    reason: breaker.reason,
    retryAt: breaker.retryAt.toISOString(),
  };
}
