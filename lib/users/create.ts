import { requireMay } from '@/lib/access/may';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { ofProjects } from '@/lib/kernel/permissions';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { scopedOfUser } from './caller';
import { recordInvitation } from './invite';
import { emailConflict, hashPassword, makeUser } from './make';
import { invitationLifeMs, makeLink } from './one-time-link';
import { requireGoodPassword } from './password-rule';
import { presentUser } from './present';
import { type CreatedUserView, createInputSchema } from './schema';

/**
 * Adds a person and makes their invitation: a one-time link, shown in this answer alone, by which they choose a password.
 * Nobody gives another person a password: whoever sends one is refused.
 * Throws `forbidden`, `invalid_input`, `conflict` (e-mail).
 */
export const createUser = verb({
  name: 'createUser',
  right: 'user:write',
  recent: true,
  input: createInputSchema,
  audit: ['user.created', 'user.invited'],
  run: async ({ caller, input }): Promise<CreatedUserView> => {
    const { password, ...person } = input;
    const projectIds = [...new Set(person.projectIds)];
    requireMay(caller, 'user:write', null, scopedOfUser({ role: person.role, projectIds }));
    const given = password === undefined ? {} : await givenPassword(caller, password, person.email);
    try {
      return await transaction(async (tx) => {
        await requireProjects(tx, ofProjects(projectIds));
        const created = await makeUser(tx, { ...person, ...given, projectIds });
        await recordEvent(tx, {
          caller,
          verb: 'user.created',
          subject: { kind: 'user', id: created.id, label: created.email },
          details: { role: created.role },
        });
        if (password !== undefined) return { ...presentUser(created), invitation: null };
        const invitation = await makeLink(tx, 'invitation', created.id);
        await recordInvitation(tx, caller, created);
        return { ...presentUser(created, new Date(invitation.expiresAt)), invitation };
      });
    } catch (error) {
      throw isUniqueViolation(error) ? emailConflict() : error;
    }
  },
});

async function givenPassword(caller: Caller, password: string, email: string) {
  if (caller.kind !== 'system') {
    throw new LatchkeyError('invalid_input', { fields: { password: messageFor('passwordByInvitation') } });
  }
  requireGoodPassword(password, { email });
  return {
    passwordHash: await hashPassword(password),
    passwordEndsAt: new Date(clock().now() + invitationLifeMs),
  };
}
