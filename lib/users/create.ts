import { requirePermission } from '@/lib/access/permission';
import { requireScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { parseInput } from '@/lib/kernel/parse';
import { transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { emailConflict, hashPassword, makeUser } from './make';
import { presentUser } from './present';
import { type CreateInput, createInputSchema, type UserView } from './schema';

/** Adds a person with a first password. Throws `forbidden`, `invalid_input`, `conflict` (e-mail). */
export async function createUser({
  caller,
  input,
}: {
  caller: Caller;
  input: CreateInput;
}): Promise<UserView> {
  requirePermission(caller, 'user:write');
  const { password, ...person } = parseInput(createInputSchema, input);
  const passwordHash = await hashPassword(password);
  const projectIds = [...new Set(person.projectIds)];
  try {
    const row = await transaction(async (tx) => {
      await requireScope(tx, caller, { scope: 'project', projectIds });
      const created = await makeUser(tx, { ...person, projectIds, passwordHash });
      await recordEvent(tx, {
        caller,
        verb: 'user.created',
        subject: { kind: 'user', id: created.id, label: created.email },
        details: { role: created.role },
      });
      return created;
    });
    return presentUser(row);
  } catch (error) {
    throw isUniqueViolation(error) ? emailConflict() : error;
  }
}
