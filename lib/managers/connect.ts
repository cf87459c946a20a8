import { randomUUID } from 'node:crypto';
import { requireMay } from '@/lib/access/may';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { clock } from '@/lib/platform/clock';
import { database, transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import type { ProviderAccount } from '@/lib/providers/contract';
import { credentialOf } from '@/lib/providers/credential-of';
import { anyOf } from '@/lib/providers/patterns';
import { schemeOf } from '@/lib/providers/references';
import { credentialColumns } from './credential';
import { presentManager, viewIncludes } from './present';
import { firstCheck, forgetClient, nameConflict, seenColumns } from './probe';
import { connectInputSchema, type ManagerView } from './schema';
import { patchedPolicy } from './stored-policy';

/**
 * Tests a credential, seals it and saves the secret manager. The credential is never shown again.
 * Throws `forbidden`, `invalid_input`, `conflict` (name), `over_budget`, `invalid_token`, `sign_in_address_refused`, `provider_*`;
 * nothing is saved then.
 */
export const connectManager = verb({
  name: 'connectManager',
  right: 'secret-manager:write',
  input: connectInputSchema,
  audit: ['secret_manager.connected'],
  run: async ({ caller, input }): Promise<ManagerView> => {
    const wanted = input;
    const projectIds = wanted.scope === 'project' ? [...new Set(wanted.projectIds)] : [];
    const scope = { scope: wanted.scope, projectIds };
    requireMay(caller, 'secret-manager:write', null, scope);
    const taken = await database().secretManager.findUnique({ where: { name: wanted.name } });
    if (taken) throw nameConflict(wanted.name);
    const credential = credentialOf(wanted.provider, wanted.config);
    const id = randomUUID();
    const now = new Date(clock().now());
    const save = async (account: ProviderAccount) =>
      transaction(async (tx) => {
        await requireProjects(tx, scope);
        const patterns = [anyOf(schemeOf(wanted.provider))];
        const row = await tx.secretManager.create({
          data: {
            id,
            name: wanted.name,
            provider: wanted.provider,
            scope: wanted.scope,
            ...credentialColumns(id, 1, credential),
            signInAddress: account.signInAddress,
            serviceAccount: account.serviceAccount,
            ...seenColumns(account),
            plan: wanted.plan,
            policy: patchedPolicy({}, wanted.policy),
            status: 'connected',
            checkedAt: now,
            statusSince: now,
            projects: { create: projectIds.map((projectId) => ({ projectId, patterns })) },
          },
          include: viewIncludes,
        });
        await recordEvent(tx, {
          caller,
          verb: 'secret_manager.connected',
          subject: { kind: 'secret_manager', id, label: wanted.name },
          details: { provider: wanted.provider, scope: wanted.scope, serviceAccount: account.serviceAccount },
        });
        return row;
      });
    try {
      return presentManager(await save(await firstCheck(caller, wanted.provider, id, credential)), caller);
    } catch (error) {
      await forgetClient(wanted.provider, id);
      throw isUniqueViolation(error) ? nameConflict(wanted.name) : error;
    }
  },
});
