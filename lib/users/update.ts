import { z } from 'zod';
import { requireMay } from '@/lib/access/may';
import { requireRecentSignIn } from '@/lib/access/recent';
import { requireProjects } from '@/lib/access/scope';
import { verb } from '@/lib/access/verb';

import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { ofProjects } from '@/lib/kernel/permissions';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { publishLocally } from '@/lib/platform/invalidation';
import { scopedOfUser } from './caller';
import { endKeysMadeBy } from './end-keys';
import { findUserRow } from './find';
import { userIncludes } from './make';
import { dropLinks, invitationEnds } from './one-time-link';
import { presentUser } from './present';
import { type UserView, updateInputSchema } from './schema';

/**
 * Changes a person's name, role or projects, or disables them, which ends their sessions and links, and the API keys that
 * they made where `endKeys` says so. Links end too when somebody becomes an admin. A person who makes somebody an admin,
 * or enables one again, has to have signed in recently.
 * Throws `forbidden`, `not_found`, `invalid_input`, `conflict` when no enabled admin would be left.
 */
export const updateUser = verb({
  name: 'updateUser',
  right: 'user:write',
  input: z.object({ id: idSchema, patch: updateInputSchema }),
  audit: ['user.updated', 'api_key.revoked'],
  run: async ({ caller, input }): Promise<UserView> => {
    const { projectIds, isDisabled, name, role, endKeys } = input.patch;
    const { view, ended } = await transaction(async (tx) => {
      if (role !== undefined || isDisabled) await lockAdmins(tx);
      const before = await findUserRow(tx, caller, { id: input.id });
      const belongs = { role: before.role, projectIds: before.projects.map(({ projectId }) => projectId) };
      const after = { role: role ?? belongs.role, projectIds: projectIds ?? belongs.projectIds };
      requireMay(caller, 'user:write', scopedOfUser(belongs), scopedOfUser(after));
      const isBack = isDisabled === false && before.disabledAt !== null;
      if (after.role === 'admin' && (isBack || before.role !== 'admin')) requireRecentSignIn(caller);
      if (projectIds) {
        await requireProjects(tx, ofProjects(projectIds));
        await tx.projectMember.deleteMany({ where: { userId: before.id } });
      }
      if (isDisabled) await tx.session.deleteMany({ where: { userId: before.id } });
      // A link lets in whoever has it: not once the person comes back, nor to the whole platform.
      if (isDisabled || (after.role === 'admin' && belongs.role !== 'admin')) await dropLinks(tx, before.id);
      const disabledAt = isDisabled ? new Date(clock().now()) : null;
      const changed = await tx.user.update({
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
        subject: { kind: 'user', id: changed.id, label: changed.email },
        details: {
          changed: Object.keys(input.patch),
          role: changed.role,
          isDisabled: changed.disabledAt !== null,
        },
        before: scopedOfUser(belongs),
      });
      const ends = await invitationEnds(tx, [changed.id]);
      return {
        view: presentUser(changed, ends.get(changed.id)),
        ended: endKeys ? await endKeysMadeBy(tx, caller, changed.id) : [],
      };
    });
    for (const id of ended) publishLocally({ topic: 'api-key', id });
    return view;
  },
});

/** Two admins who disable each other at the same moment take turns here: the second sees what the first did. */
async function lockAdmins(tx: Transaction): Promise<void> {
  await tx.$queryRaw`SELECT id FROM "user" WHERE role = 'admin' AND disabled_at IS NULL ORDER BY id FOR UPDATE`;
}

async function requireAdminLeft(tx: Transaction): Promise<void> {
  const admins = await tx.user.count({ where: { role: 'admin', disabledAt: null } });
  if (admins > 0) return;
  throw new LatchkeyError('conflict', {
    says: messageFor('lastAdmin'),
  });
}
