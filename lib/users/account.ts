import { verb } from '@/lib/access/verb';
import { LatchkeyError } from '@/lib/kernel/errors';
import { noInputSchema } from '@/lib/kernel/ids';
import { messageFor } from '@/lib/kernel/message';
import { database } from '@/lib/platform/database';
import { presentUser } from './present';
import { requireSignedIn } from './present-password';
import type { AccountView } from './schema';

/** The caller's own account. Throws `forbidden` for API keys, `not_found`. */
export const getAccount = verb({
  name: 'getAccount',
  right: 'account:own',
  input: noInputSchema,
  audit: [],
  run: async ({ caller }): Promise<AccountView> => {
    const { userId } = requireSignedIn(caller);
    const row = await database().user.findUnique({
      where: { id: userId },
      include: {
        projects: { select: { projectId: true } },
        accounts: { where: { providerId: 'credential' }, select: { id: true, updatedAt: true } },
      },
    });
    if (!row) throw new LatchkeyError('not_found', { says: messageFor('noSuchPerson') });
    const { name, email, role, projectIds, createdAt, lastSignInAt } = presentUser(row);
    return {
      name,
      email,
      role,
      projectIds,
      createdAt,
      lastSignInAt,
      passwordSetAt: row.accounts[0]?.updatedAt.toISOString() ?? null,
      passwordEndsAt: row.passwordEndsAt?.toISOString() ?? null,
    };
  },
});
