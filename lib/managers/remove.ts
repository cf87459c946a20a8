import { z } from 'zod';
import { requireMay, scopedOf } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { forgetManager } from '@/lib/cache/memory';
import { clearEntryRows } from '@/lib/cache/table';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { may } from '@/lib/kernel/permissions';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { publishInTransaction, publishLocally } from '@/lib/platform/invalidation';
import { providerOf } from '@/lib/providers/registry';
import { findManagerRow } from './find';
import { managerViewSchema } from './schema';

/**
 * Removes a secret manager with its credential and cached entries. While connections need it, only with `force`:
 * their fields keep the reference and fail by name until they are bound again.
 * Throws `forbidden`, `not_found`, `in_use` (details.connections names those that the caller sees, details.unseen counts
 * the others).
 */
export const removeManager = verb({
  name: 'removeManager',
  right: 'secret-manager:write',
  input: z.object({ id: idSchema, force: z.enum(['no', 'yes']) }),
  audit: ['secret_manager.removed'],
  run: async ({ caller, input }): Promise<void> => {
    const { id, provider, fence } = await transaction(async (tx) => {
      const row = await findManagerRow(tx, caller, input.id);
      requireMay(caller, 'secret-manager:write', scopedOf(row), null);
      const bound = await tx.connection.findMany({
        where: { fields: { some: { secretManagerId: row.id } } },
        select: { key: true, name: true, scope: true, projects: { select: { projectId: true } } },
        orderBy: { sortName: 'asc' },
      });
      if (bound.length > 0 && input.force === 'no') throw stillInUse(caller, row.name, bound);
      const keys = bound.map(({ key }) => key);
      const cleared = await clearEntryRows(tx, row.id, 'all');
      await tx.connection.updateMany({ where: { key: { in: keys } }, data: { revision: { increment: 1 } } });
      await noteOrphans(tx, row.id);
      await recordEvent(tx, {
        caller,
        verb: 'secret_manager.removed',
        subject: { kind: 'secret_manager', id: row.id, label: row.name },
        details: { brokenConnections: keys },
      });
      await tx.secretManager.delete({ where: { id: row.id } });
      await publishInTransaction(tx, { topic: 'secret-manager', id: row.id });
      return {
        id: row.id,
        provider: managerViewSchema.shape.provider.parse(row.provider),
        fence: cleared.fence,
      };
    });
    publishLocally({ topic: 'secret-manager', id });
    forgetManager(id, fence);
    await providerOf(provider).close(id);
  },
});

/** Its fields are broken from now on, and found so without a scan. */
async function noteOrphans(tx: Transaction, managerId: string): Promise<void> {
  const fields = await tx.connectionField.findMany({
    where: { secretManagerId: managerId },
    select: { id: true },
  });
  const fieldIds = fields.map(({ id }) => id);
  await tx.bindingFinding.deleteMany({ where: { fieldId: { in: fieldIds } } });
  const now = new Date(clock().now());
  await tx.bindingFinding.createMany({
    data: fieldIds.map((fieldId) => ({ fieldId, kind: 'manager_gone', since: now, checkedAt: now })),
  });
}

type Bound = Parameters<typeof scopedOf>[0] & { key: string; name: string };

function stillInUse(caller: Caller, name: string, bound: readonly Bound[]): LatchkeyError {
  const seen = bound.filter((connection) => may(caller, 'connection:read', scopedOf(connection)));
  return new LatchkeyError('in_use', {
    says: messageFor('managerInUse', { name, connections: bound.length }),
    details: {
      connections: seen.map(({ key, name }) => ({ key, name })),
      unseen: bound.length - seen.length,
    },
  });
}
