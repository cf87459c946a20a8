import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { once } from '@/lib/platform/singleton';
import { callerOfUser } from './caller';
import { hashPassword, userIncludes, writePassword } from './make';
import { dropLinks, findLink, useUpLink } from './one-time-link';
import { requireGoodPassword } from './password-rule';
import {
  type LinkInput,
  type LinkView,
  linkInputSchema,
  type SetPasswordInput,
  setPasswordInputSchema,
} from './schema';

const windowMs = 60_000;
const mostWrong = 30;

const wrongLinks = () => once('wrong-reset-links', () => ({ endsAtMs: 0, count: 0 }));

/** Whose password a link sets. Throws `forbidden` when it is wrong, used, replaced or has ended, `conflict` as below. */
export async function personOfLink({ input }: { input: LinkInput }): Promise<LinkView> {
  const { link } = parseInput(linkInputSchema, input);
  requireRest();
  const found = await findPerson(database(), link);
  if (!found) throw wrongLink();
  return { email: found.user.email, name: found.user.name };
}

/**
 * Sets a password by an invitation or a link from `makeResetLink`, which is used up by it, and ends every session of the
 * person.
 * Answers their e-mail address. Throws `invalid_input`, `forbidden` (the link), `conflict` when too many wrong links come.
 */
export async function setPassword({ input }: { input: SetPasswordInput }): Promise<{ email: string }> {
  const { link, password } = parseInput(setPasswordInputSchema, input);
  requireRest();
  const person = await findPerson(database(), link);
  if (!person) throw wrongLink();
  requireGoodPassword(password, person.user);
  const passwordHash = await hashPassword(password);
  const email = await transaction(async (tx) => {
    const found = await findPerson(tx, link);
    if (!found || !(await useUpLink(tx, found.linkId))) throw wrongLink();
    const { user } = found;
    await writePassword(tx, user.id, passwordHash);
    await tx.session.deleteMany({ where: { userId: user.id } });
    await dropLinks(tx, user.id);
    await recordEvent(tx, {
      caller: callerOfUser(user),
      verb: 'user.password_set',
      subject: { kind: 'user', id: user.id, label: user.email },
    });
    return user.email;
  });
  return { email };
}

async function findPerson(client: Pick<Transaction, 'verification' | 'user'>, token: string) {
  const link = await findLink(client, token);
  if (!link) return null;
  const user = await client.user.findFirst({
    where: { id: link.userId, disabledAt: null },
    include: userIncludes,
  });
  return user ? { linkId: link.id, user } : null;
}

/** A link cannot be guessed; that somebody tries is not to cost the database much either. */
function requireRest(): void {
  const wrong = wrongLinks();
  const waitMs = wrong.endsAtMs - clock().now();
  if (waitMs <= 0 || wrong.count < mostWrong) return;
  throw new LatchkeyError('conflict', { says: sentence('tooManyWrongLinks'), retryAfterMs: waitMs });
}

function wrongLink(): LatchkeyError {
  const wrong = wrongLinks();
  const nowMs = clock().now();
  if (wrong.endsAtMs <= nowMs) Object.assign(wrong, { endsAtMs: nowMs + windowMs, count: 0 });
  wrong.count += 1;
  return new LatchkeyError('forbidden', { says: sentence('resetLinkSpent') });
}
