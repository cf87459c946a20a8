import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { transaction } from '@/lib/platform/database';
import { hashPassword, writePassword } from './make';
import { dropLinks } from './one-time-link';
import { requireGoodPassword } from './password-rule';
import { notePasswordGiven, requirePresentPassword, requireSignedIn } from './present-password';
import { changePasswordInputSchema } from './schema';

/**
 * Changes the caller's own password, with the present one. Their other sessions end and open links stop working; the
 * session that asks stays. Answers how many sessions ended. Throws `forbidden` for API keys, `invalid_input` (wrong
 * present password, a password that strangers would try), `unauthenticated` after five wrong ones.
 */
export const changePassword = verb({
  name: 'changePassword',
  right: 'account:own',
  input: changePasswordInputSchema,
  audit: ['user.password_changed', 'user.session_ended'],
  run: async ({ caller, input }): Promise<{ endedSessions: number }> => {
    const person = requireSignedIn(caller);
    const { present, password } = input;
    // The rule first: it costs nothing, and a try of the present password is counted.
    requireGoodPassword(password, { email: caller.label });
    if (present === password) {
      throw new LatchkeyError('invalid_input', { fields: { password: messageFor('passwordSame') } });
    }
    const given = await requirePresentPassword(person, { field: 'present', password: present });
    const passwordHash = await hashPassword(password);
    const { userId, sessionId } = person;
    return transaction(async (tx) => {
      await notePasswordGiven(tx, person, given);
      await writePassword(tx, userId, passwordHash);
      const { count } = await tx.session.deleteMany({ where: { userId, id: { not: sessionId } } });
      await dropLinks(tx, userId);
      await recordEvent(tx, {
        caller,
        verb: 'user.password_changed',
        subject: { kind: 'user', id: userId, label: caller.label },
        details: { endedSessions: count },
      });
      return { endedSessions: count };
    });
  },
});
