import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { presentProject, projectIncludes } from './present';
import { createInputSchema, type ProjectView } from './schema';

/** Makes a project. Throws `forbidden`, `invalid_input`, `conflict` (name). */
export const createProject = verb({
  name: 'createProject',
  right: 'project:write',
  input: createInputSchema,
  audit: ['project.created'],
  run: async ({ caller, input }): Promise<ProjectView> => {
    requireMay(caller, 'project:write', null);
    const { name } = input;
    try {
      const row = await transaction(async (tx) => {
        const created = await tx.project.create({ data: { name }, include: projectIncludes });
        await recordEvent(tx, {
          caller,
          verb: 'project.created',
          subject: { kind: 'project', id: created.id, label: name },
        });
        return created;
      });
      return presentProject(row);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new LatchkeyError('conflict', {
        says: messageFor('projectNameTaken', { name }),
        fields: { name: messageFor('projectNameTakenHere') },
      });
    }
  },
});
