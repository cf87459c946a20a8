import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { transaction } from '@/lib/platform/database';
import { allIds, publishInTransaction, publishLocally } from '@/lib/platform/invalidation';

/**
 * Removes a project that nothing is scoped to any more. Throws `forbidden`, `not_found`, `in_use`: taking it away
 * from under a secret manager or a connection would silently shut its workloads out.
 */
export const removeProject = verb({
  name: 'removeProject',
  right: 'project:write',
  input: idInputSchema,
  audit: ['project.removed'],
  run: async ({ caller, input }): Promise<void> => {
    requireMay(caller, 'project:write', null);
    await transaction(async (tx) => {
      const row = await tx.project.findUnique({
        where: { id: input.id },
        include: {
          _count: {
            select: {
              managers: { where: { secretManager: { scope: 'project' } } },
              connections: true,
              apiKeys: true,
            },
          },
        },
      });
      if (!row) throw new LatchkeyError('not_found', { says: messageFor('noSuchProject') });
      const { managers, connections, apiKeys } = row._count;
      if (managers + connections + apiKeys > 0) {
        throw new LatchkeyError('in_use', {
          says: messageFor('projectInUse', { name: row.name, managers, connections, apiKeys }),
          details: { managers, connections, apiKeys },
        });
      }
      await tx.project.delete({ where: { id: row.id } });
      await publishInTransaction(tx, { topic: 'api-key', id: allIds });
      await publishInTransaction(tx, { topic: 'secret-manager', id: allIds });
      await recordEvent(tx, {
        caller,
        verb: 'project.removed',
        subject: { kind: 'project', id: row.id, label: row.name },
      });
    });
    publishLocally({ topic: 'api-key', id: allIds });
    publishLocally({ topic: 'secret-manager', id: allIds });
  },
});
