import { requirePermission } from '@/lib/access/permission';
import { requireRecentSignIn } from '@/lib/access/recent';
import { requireScope } from '@/lib/access/scope';
import { recordEvent } from '@/lib/audit/record';
import type { Caller } from '@/lib/kernel/caller';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { userIncludes } from './make';
import { invitationEnds } from './one-time-link';
import { presentUser } from './present';
import { type UpdateInput, type UserView, updateInputSchema } from './schema';

/**
 * Changes a person's name, role or projects, or disables them, which ends their sessions. A person who makes somebody an
 * admin has to have signed in recently. Throws `forbidden`, `not_found`, `invalid_input`, `conflict` when no enabled admin would be left.
 */
export async function updateUser({
  caller,
  input,
}: {
  caller: Caller;
  input: { id: string; patch: UpdateInput };
}): Promise<UserView> {
  requirePermission(caller, 'user:write');
  const { projectIds, isDisabled, name, role } = parseInput(updateInputSchema, input.patch);
  return transaction(async (tx) => {
    if (role !== undefined || isDisabled) await lockAdmins(tx);
    const before = await tx.user.findUnique({ where: { id: input.id } });
    if (!before) throw new LatchkeyError('not_found', { says: sentence('noSuchPerson') });
    if (role === 'admin' && before.role !== 'admin') requireRecentSignIn(caller);
    if (projectIds) {
      await requireScope(tx, caller, { scope: 'project', projectIds });
      await tx.projectMember.deleteMany({ where: { userId: before.id } });
    }
    if (isDisabled) await tx.session.deleteMany({ where: { userId: before.id } });
    const disabledAt = isDisabled ? new Date(clock().now()) : null;
    const after = await tx.user.update({
      where: { id: before.id },
      data: {
        ...(name ? { name } : {}),
        ...(role ? { role } : {}),
        ...(isDisabled === undefined ? {} : { disabledAt }),
        ...(projectIds
          ? { projects: { create: [...new Set(projectIds)].map((projectId) => ({ projectId })) } }
          : {}),
      },
      include: userIncludes,
    });
    await requireAdminLeft(tx);
    await recordEvent(tx, {
      caller,
      verb: 'user.updated',
      subject: { kind: 'user', id: after.id, label: after.email },
      details: { changed: Object.keys(input.patch), role: after.role, isDisabled: after.disabledAt !== null },
    });
    const ends = await invitationEnds(tx, [after.id]);
    return presentUser(after, ends.get(after.id));
  });
}

/** Two admins who disable each other at the same moment take turns here: the second sees what the first did. */
async function lockAdmins(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
}

async function requireAdminLeft(tx: Transaction): Promise<void> {
  const admins = await tx.user.count({ where: { role: 'admin', disabledAt: null } });
  if (admins > 0) return;
  throw new LatchkeyError('conflict', {
    says: sentence('lastAdmin'),
  });
}
