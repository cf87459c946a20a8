import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { forgetManager } from '@/lib/cache/memory';
import { recordManagerEvent } from '@/lib/cache/record-events';
import { clearEntryRows } from '@/lib/cache/table';
import type { AuditVerb, EventDetails } from '@/lib/kernel/audit-verbs';
import { idSchema } from '@/lib/kernel/ids';
import type { Scoped } from '@/lib/kernel/permissions';
import type { Scope } from '@/lib/kernel/scope';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { clock } from '@/lib/platform/clock';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import type { ProviderAccount } from '@/lib/providers/contract';
import { credentialOf } from '@/lib/providers/credential-of';
import { anyOf } from '@/lib/providers/patterns';
import { schemeOf } from '@/lib/providers/references';
import { providerOf } from '@/lib/providers/registry';
import { resetBreaker } from '@/lib/quota/gate';
import { settleFreshTimes } from './automatic';
import { inspectFeed, setFeed } from './change-feed';
import { credentialColumns } from './credential';
import { requireFallback } from './fallback';
import { findManagerRow } from './find';
import { revisionAfter } from './newest-credential';
import { type ManagerRow, presentManager } from './present';
import { nameConflict, probeCredential, seenColumns } from './probe';
import { resetStatusThrottle } from './record-status';
import { type ManagerView, managerViewSchema, updateInputSchema } from './schema';
import { patchedPolicy } from './stored-policy';

type Patch = ReturnType<typeof updateInputSchema.parse>;

/**
 * Renames, rescopes, sets policy, plan or fallback, or replaces the token or that of the change feed, which is tested first and
 * asks people for a recent sign-in. A new token makes every
 * cached entry unreachable; a new policy keeps them. What the patch does not name is kept.
 * Throws `forbidden`, `not_found`, `invalid_input`, `conflict`, and for a token `invalid_token`, `provider_*`.
 */
export const updateManager = verb({
  name: 'updateManager',
  right: 'secret-manager:write',
  // What is delicate: whose credential it is, and who may use it.
  recent: ({ patch }) =>
    patch.config !== undefined ||
    patch.changeFeed !== undefined ||
    patch.scope !== undefined ||
    patch.projectIds !== undefined ||
    Boolean(patch.fallbackId),
  input: z.object({ id: idSchema, patch: updateInputSchema }),
  audit: ['secret_manager.updated', 'secret_manager.token_replaced'],
  run: async ({ caller, input }): Promise<ManagerView> => {
    const patch = input.patch;
    const before = await findManagerRow(database(), caller, input.id);
    const provider = managerViewSchema.shape.provider.parse(before.provider);
    const after = scopeAfter(before, patch);
    requireMay(caller, 'secret-manager:write', scopedOf(before), after);
    const token = patch.config ? credentialOf(provider, patch.config) : undefined;
    const account = token ? await probeCredential(caller, provider, token) : undefined;
    const signInAddress = account?.signInAddress ?? before.signInAddress;
    const feed =
      patch.changeFeed && (await inspectFeed(caller, { provider, signInAddress }, patch.changeFeed));
    const save = transaction(async (tx) => {
      // The token may have taken long: what was decided is decided again on the row that is changed.
      await tx.$queryRaw`SELECT id FROM secret_manager WHERE id = ${before.id} FOR UPDATE`;
      requireMay(
        caller,
        'secret-manager:write',
        scopedOf(await findManagerRow(tx, caller, before.id)),
        after,
      );
      if (patch.fallbackId) {
        await requireFallback(tx, caller, {
          id: before.id,
          fallbackId: patch.fallbackId,
          scope: after,
          provider: before.provider,
        });
      }
      if (patch.scope !== undefined || patch.projectIds !== undefined) await rescope(tx, before.id, after);
      await tx.secretManager.update({
        where: { id: before.id },
        data: {
          ...(patch.name ? { name: patch.name } : {}),
          ...(patch.plan ? { plan: patch.plan } : {}),
          ...(patch.scanSchedule ? { scanSchedule: patch.scanSchedule } : {}),
          ...(patch.followNames === undefined ? {} : { followNames: patch.followNames }),
          ...(patch.fallbackId === undefined ? {} : { fallbackId: patch.fallbackId }),
          ...(patch.policy
            ? { policy: patchedPolicy(before.policy, patch.policy), revision: { increment: 1 } }
            : {}),
        },
      });
      if (feed !== undefined) await setFeed(tx, before.id, feed);
      if (patch.plan || patch.policy) await settleFreshTimes(tx, before.id);
      const fence = token && account ? await replaceCredential(tx, before, token, account) : undefined;
      if (token) await recordManagerEvent(tx, before.id, { kind: 'token_replaced', by: caller.label });
      await recordEvent(tx, { caller, ...eventOf(before, patch), before: scopedOf(before) });
      await publishInTransaction(tx, { topic: 'secret-manager', id: before.id });
      return { row: await findManagerRow(tx, caller, before.id), fence };
    });
    try {
      const { row, fence } = await save;
      publishLocally({ topic: 'secret-manager', id: row.id });
      if (fence !== undefined) {
        resetStatusThrottle(row.id);
        await resetBreaker(row.id);
        forgetManager(row.id, fence);
        await providerOf(provider).close(row.id);
      }
      return presentManager(row, caller);
    } catch (error) {
      throw isUniqueViolation(error) && patch.name ? nameConflict(patch.name) : error;
    }
  },
});

function scopeAfter(row: ManagerRow, patch: Patch): Scoped & { scope: Scope } {
  const scope = patch.scope ?? managerViewSchema.shape.scope.parse(row.scope);
  // Of a platform-wide one the rows tell who may use it, not whose it is.
  const owners = row.scope === 'project' ? row.projects.map(({ projectId }) => projectId) : [];
  return {
    scope,
    projectIds: scope === 'project' ? [...new Set(patch.projectIds ?? owners)] : [],
  };
}

/**
 * A project that becomes an owner may use all of it, one that is an owner no more none of it. What projects may use of a
 * secret manager that becomes platform-wide stays as it is.
 */
async function rescope(
  tx: Transaction,
  secretManagerId: string,
  { scope, projectIds }: Scoped,
): Promise<void> {
  await requireProjects(tx, { scope, projectIds });
  const { provider } = await tx.secretManager.update({
    where: { id: secretManagerId },
    data: { scope, accessRevision: { increment: 1 } },
  });
  if (scope !== 'project') return;
  await tx.secretManagerProject.deleteMany({
    where: { secretManagerId, projectId: { notIn: [...projectIds] } },
  });
  await tx.secretManagerProject.createMany({
    data: projectIds.map((projectId) => ({
      secretManagerId,
      projectId,
      patterns: [anyOf(schemeOf(provider))],
    })),
    skipDuplicates: true,
  });
}

async function replaceCredential(
  tx: Transaction,
  before: ManagerRow,
  token: SecretValue,
  account: ProviderAccount,
): Promise<bigint> {
  const now = new Date(clock().now());
  // Holds the row from here on: the credential is sealed to the revision that it begins.
  const { credentialRevision } = await tx.secretManager.update({
    where: { id: before.id },
    data: { revision: { increment: 1 } },
    select: { credentialRevision: true },
  });
  await tx.secretManager.update({
    where: { id: before.id },
    data: {
      ...credentialColumns(before.id, revisionAfter(before.id, credentialRevision), token),
      signInAddress: account.signInAddress,
      serviceAccount: account.serviceAccount,
      ...seenColumns(account),
      status: 'connected',
      statusReason: null,
      statusSince: now,
      checkedAt: now,
    },
  });
  const { fence } = await clearEntryRows(tx, before.id, 'all');
  return fence;
}

function eventOf(before: ManagerRow, patch: Patch) {
  const verb: AuditVerb = patch.config ? 'secret_manager.token_replaced' : 'secret_manager.updated';
  const details: EventDetails = {
    changed: Object.keys(patch).map((name) => (name === 'config' ? 'token' : name)),
    ...(patch.name ? { name: patch.name, nameBefore: before.name } : {}),
    ...(patch.scope ? { scope: patch.scope } : {}),
  };
  return {
    verb,
    details,
    subject: { kind: 'secret_manager', id: before.id, label: patch.name ?? before.name } as const,
  };
}
