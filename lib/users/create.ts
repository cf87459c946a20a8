import { requireMay } from '@/lib/access/may';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { ofProjects } from '@/lib/kernel/permissions';
import { transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { scopedOfUser } from './caller';
import { emailConflict, hashPassword, makeUser } from './make';
import { presentUser } from './present';
import { createInputSchema, type UserView } from './schema';

/** Adds a person with a first password. Throws `forbidden`, `invalid_input`, `conflict` (e-mail). */
export const createUser = verb({
  name: 'createUser',
  right: 'user:write',
  input: createInputSchema,
  audit: ['user.created'],
  run: async ({ caller, input }): Promise<UserView> => {
    const { password, ...person } = input;
    const projectIds = [...new Set(person.projectIds)];
    requireMay(caller, 'user:write', null, scopedOfUser({ role: person.role, projectIds }));
    const passwordHash = await hashPassword(password);
    try {
      const row = await transaction(async (tx) => {
        await requireProjects(tx, ofProjects(projectIds));
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
  },
});
