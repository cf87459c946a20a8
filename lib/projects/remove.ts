import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { sentence } from '@/lib/kernel/sentence';
import { transaction } from '@/lib/platform/database';
import { announceNews, anyId, tellNews } from '@/lib/platform/news';

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
      if (!row) throw new LatchkeyError('not_found', { says: sentence('noSuchProject') });
      const { managers, connections, apiKeys } = row._count;
      if (managers + connections + apiKeys > 0) {
        throw new LatchkeyError('in_use', {
          says: sentence('projectInUse', { name: row.name, managers, connections, apiKeys }),
          details: { managers, connections, apiKeys },
        });
      }
      await tx.project.delete({ where: { id: row.id } });
      await announceNews(tx, { topic: 'api-key', id: anyId });
      await announceNews(tx, { topic: 'secret-manager', id: anyId });
      await recordEvent(tx, {
        caller,
        verb: 'project.removed',
        subject: { kind: 'project', id: row.id, label: row.name },
      });
    });
    tellNews({ topic: 'api-key', id: anyId });
    tellNews({ topic: 'secret-manager', id: anyId });
  },
});
