import { requirePermission } from '@/lib/access/permission';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { presentProject, projectIncludes } from './present';
import { type CreateInput, createInputSchema, type ProjectView } from './schema';

/** Makes a project. Throws `forbidden`, `invalid_input`, `conflict` (name). */
export async function createProject({
  caller,
  input,
}: {
  caller: Caller;
  input: CreateInput;
}): Promise<ProjectView> {
  requirePermission(caller, 'project:write');
  const { name } = parseInput(createInputSchema, input);
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
      says: sentence('projectNameTaken', { name }),
      fields: { name: sentence('projectNameTakenHere') },
    });
  }
}
