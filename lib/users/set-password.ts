import { openVerb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { type Limit, takeTurns } from '@/lib/platform/limit';
import { callerOfUser } from './caller';
import { hashPassword, userIncludes, writePassword } from './make';
import { findLink, useUpLink } from './one-time-link';
import { requireGoodPassword } from './password-rule';
import { type LinkView, linkInputSchema, setPasswordInputSchema } from './schema';

/** Of wrong links alone, for all together: a right one always passes. */
const wrongLinks: Limit = { name: 'wrong-reset-links', turns: 30, windowMs: 60_000, counted: 'process' };

/** Whose password a link sets. Throws `forbidden` when it is wrong, used, replaced or has ended, `over_budget` as below. */
export const personOfLink = openVerb({
  name: 'personOfLink',
  input: linkInputSchema,
  audit: [],
  run: async ({ input }): Promise<LinkView> => {
    const { link } = input;
    const found = await findPerson(database(), link);
    if (!found) throw await wrongLink();
    return { email: found.user.email, name: found.user.name };
  },
});

/**
 * Sets a password by an invitation or a link from `makeResetLink`, which is used up by it, and ends every session of the
 * person.
 * Answers their e-mail address. Throws `invalid_input`, `forbidden` (the link), `over_budget` for a wrong link when
 * too many of them come.
 */
export const setPassword = openVerb({
  name: 'setPassword',
  input: setPasswordInputSchema,
  audit: ['user.password_set'],
  run: async ({ input }): Promise<{ email: string }> => {
    const { link, password } = input;
    const person = await findPerson(database(), link);
    if (!person) throw await wrongLink();
    requireGoodPassword(password, person.user);
    const passwordHash = await hashPassword(password);
    const email = await transaction(async (tx) => {
      const found = await findPerson(tx, link);
      if (!found || !(await useUpLink(tx, found.link))) throw await wrongLink();
      const { user } = found;
      await writePassword(tx, user.id, passwordHash);
      await tx.session.deleteMany({ where: { userId: user.id } });
      await recordEvent(tx, {
        caller: callerOfUser(user),
        verb: 'user.password_set',
        subject: { kind: 'user', id: user.id, label: user.email },
      });
      return user.email;
    });
    return { email };
  },
});

async function findPerson(client: Pick<Transaction, 'verification' | 'user'>, token: string) {
  const link = await findLink(client, token);
  if (!link) return null;
  const user = await client.user.findFirst({
    where: { id: link.userId, disabledAt: null },
    include: userIncludes,
  });
  return user ? { link, user } : null;
}

/** A link cannot be guessed; whoever goes on trying is told to wait. */
async function wrongLink(): Promise<LatchkeyError> {
  const { granted, retryAfterMs } = await takeTurns(wrongLinks, 'all');
  if (granted > 0) return new LatchkeyError('forbidden', { says: messageFor('resetLinkSpent') });
  return new LatchkeyError('over_budget', { says: messageFor('tooManyWrongLinks'), retryAfterMs });
}
