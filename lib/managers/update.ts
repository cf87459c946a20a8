import { requirePermission } from '@/lib/access/permission';
import { requireScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import type { AuditVerb, EventDetails } from '@/lib/audit/vocabulary';
import { forgetManager } from '@/lib/cache/memory';
import { recordManagerEvent } from '@/lib/cache/record-events';
import { clearEntryRows } from '@/lib/cache/table';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import type { SecretValue } from '@/lib/kernel/secret-value';
import { clock } from '@/lib/platform/clock';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { announceNews, tellNews } from '@/lib/platform/news';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import type { ProviderAccount } from '@/lib/providers/contract';
import { providerOf } from '@/lib/providers/registry';
import { resetBreaker } from '@/lib/quota/gate';
import { credentialColumns, pastedToken } from './credential';
import { findManagerRow } from './find';
import { revisionAfter } from './newest-credential';
import { forgetNotes } from './note';
import { type ManagerRow, policyOf, presentManager } from './present';
import { nameConflict, probeCredential } from './probe';
import { type ManagerView, type UpdateInput, updateInputSchema } from './schema';

type Patch = ReturnType<typeof updateInputSchema.parse>;

/**
 * Renames, rescopes, sets policy or plan, or replaces the token, which is tested first. A new token makes every
 * cached entry unreachable; a new policy keeps them. What the patch does not name is kept.
 * Throws `forbidden`, `not_found`, `invalid_input`, `conflict`, and for a token `invalid_token`, `provider_*`.
 */
export async function updateManager({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string; patch: UpdateInput };
}): Promise<ManagerView> {
  requirePermission(caller, 'secret-manager:write');
  const patch = parseInput(updateInputSchema, input.patch);
  const before = await findManagerRow(database(), caller, input.id);
  const presented = presentManager(before);
  const token = patch.config ? pastedToken(patch.config.serviceAccountToken) : undefined;
  const account = token ? await probeCredential(presented.provider, token) : undefined;
  const save = transaction(async (tx) => {
    const scope = patch.scope ?? presented.scope;
    const projectIds = scope === 'project' ? [...new Set(patch.projectIds ?? presented.projectIds)] : [];
    const isRescoped = patch.scope !== undefined || patch.projectIds !== undefined;
    if (isRescoped) {
      await requireScope(tx, caller, { scope, projectIds });
      await tx.secretManagerProject.deleteMany({ where: { secretManagerId: before.id } });
    }
    await tx.secretManager.update({
      where: { id: before.id },
      data: {
        ...(patch.name ? { name: patch.name } : {}),
        ...(patch.plan ? { plan: patch.plan } : {}),
        ...(patch.scanSchedule ? { scanSchedule: patch.scanSchedule } : {}),
        ...(patch.policy
          ? { policy: { ...policyOf(before.policy), ...patch.policy }, revision: { increment: 1 } }
          : {}),
        ...(isRescoped
          ? { scope, projects: { create: projectIds.map((projectId) => ({ projectId })) } }
          : {}),
      },
    });
    const fence = token && account ? await replaceCredential(tx, before, token, account) : undefined;
    if (token) await recordManagerEvent(tx, before.id, { kind: 'token_replaced', by: caller.label });
    await recordEvent(tx, { caller, ...eventOf(before, patch) });
    await announceNews(tx, { topic: 'secret-manager', id: before.id });
    return { row: await findManagerRow(tx, caller, before.id), fence };
  });
  try {
    const { row, fence } = await save;
    tellNews({ topic: 'secret-manager', id: row.id });
    if (fence !== undefined) {
      forgetNotes(row.id);
      await resetBreaker(row.id);
      forgetManager(row.id, fence);
      await providerOf(presented.provider).close(row.id);
    }
    return presentManager(row);
  } catch (error) {
    throw isUniqueViolation(error) && patch.name ? nameConflict(patch.name) : error;
  }
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
      vaultCount: account.vaults.length,
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
