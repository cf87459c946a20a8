import { requirePermission } from '@/lib/access/permission';
import { requireRecentSignIn } from '@/lib/access/recent';
import { requireScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { transaction } from '@/lib/platform/database';
import { isUniqueViolation } from '@/lib/platform/unique-violation';
import { recordInvitation } from './invite';
import { emailConflict, hashPassword, makeUser } from './make';
import { invitationLifeMs, makeLink } from './one-time-link';
import { requireGoodPassword } from './password-rule';
import { presentUser } from './present';
import { type CreatedUserView, type CreateInput, createInputSchema } from './schema';

/**
 * Adds a person and makes their invitation: a one-time link, shown in this answer alone, by which they choose a password.
 * A platform-wide API key may give a password in its place, for unattended set-up; it ends with the time of an invitation.
 * Throws `forbidden`, `invalid_input`, `conflict` (e-mail).
 */
export async function createUser({
  caller,
  input,
}: {
  caller: Caller;
  input: CreateInput;
}): Promise<CreatedUserView> {
  requirePermission(caller, 'user:write');
  requireRecentSignIn(caller);
  const { password, ...person } = parseInput(createInputSchema, input);
  const given = password === undefined ? {} : await givenPassword(caller, password, person.email);
  const projectIds = [...new Set(person.projectIds)];
  try {
    return await transaction(async (tx) => {
      await requireScope(tx, caller, { scope: 'project', projectIds });
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
}

async function givenPassword(caller: Caller, password: string, email: string) {
  const isUnattended = caller.kind === 'system' || (caller.kind === 'api-key' && caller.projects === 'all');
  if (!isUnattended) {
    throw new LatchkeyError('invalid_input', { fields: { password: sentence('passwordByInvitation') } });
  }
  requireGoodPassword(password, { email });
  return {
    passwordHash: await hashPassword(password),
    passwordEndsAt: new Date(clock().now() + invitationLifeMs),
  };
}
