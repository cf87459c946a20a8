import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { transaction } from '@/lib/platform/database';
import { notePasswordGiven, requirePresentPassword, requireSignedIn } from './present-password';
import { reauthenticateInputSchema } from './schema';

/**
 * Takes a signed-in person's password once more, which then counts for ten minutes of what is delicate
 * (lib/access/recent). Throws `forbidden` for API keys, `invalid_input`, `unauthenticated` after five wrong ones.
 */
export const reauthenticate = verb({
  name: 'reauthenticate',
  right: 'account:own',
  input: reauthenticateInputSchema,
  audit: ['user.reauthenticated', 'user.session_ended'],
  run: async ({ caller, input }): Promise<void> => {
    const person = requireSignedIn(caller);
    const { password } = input;
    const given = await requirePresentPassword(person, { field: 'password', password });
    await transaction(async (tx) => {
      await notePasswordGiven(tx, person, given);
      await recordEvent(tx, {
        caller,
        verb: 'user.reauthenticated',
        subject: { kind: 'user', id: person.userId, label: caller.label },
      });
    });
  },
});
