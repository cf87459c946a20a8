import { randomUUID } from 'node:crypto';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { parseInput } from '@/lib/kernel/parse';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { database, type Transaction, transaction } from '@/lib/platform/database';
import { type Limit, takeTurns } from '@/lib/platform/limit';
import { callerOfUser } from './caller';
import { hashPassword, userIncludes } from './make';
import { resetIdentifier, resetPrefix } from './reset-identifier';
import { type SetPasswordInput, setPasswordInputSchema } from './schema';

/** Of wrong links alone, for all together: a right one always passes. */
const wrongLinks: Limit = { name: 'wrong-reset-links', turns: 30, windowMs: 60_000, counted: 'process' };

/** Whose new password a link sets, by e-mail address; null when it is wrong, used, replaced or past its day. */
export async function personOfResetLink({ link }: { link: string }): Promise<string | null> {
  return (await findPerson(database(), link))?.email ?? null;
}

/**
 * Sets a new password by a link from `makeResetLink`, which is used up by it, and ends every session of the person.
 * Answers their e-mail address. Throws `invalid_input`, `forbidden` (the link), `over_budget` for a wrong link when
 * too many of them come.
 */
export async function setPassword({ input }: { input: SetPasswordInput }): Promise<{ email: string }> {
  const { link, password } = parseInput(setPasswordInputSchema, input);
  if (!(await findPerson(database(), link))) throw await wrongLink();
  const passwordHash = await hashPassword(password);
  const email = await transaction(async (tx) => {
    const user = await findPerson(tx, link);
    if (!user) throw await wrongLink();
    const used = await tx.verification.deleteMany({ where: { identifier: resetIdentifier(link) } });
    if (used.count === 0) throw await wrongLink();
    const data = { password: passwordHash, updatedAt: new Date(clock().now()) };
    const where = { userId: user.id, providerId: 'credential' };
    const { count } = await tx.account.updateMany({ where, data });
    if (count === 0)
      await tx.account.create({ data: { id: randomUUID(), accountId: user.id, ...where, ...data } });
    await tx.session.deleteMany({ where: { userId: user.id } });
    await tx.verification.deleteMany({ where: { identifier: { startsWith: resetPrefix }, value: user.id } });
    await recordEvent(tx, {
      caller: callerOfUser(user),
      verb: 'user.password_set',
      subject: { kind: 'user', id: user.id, label: user.email },
    });
    return user.email;
  });
  return { email };
}

async function findPerson(client: Pick<Transaction, 'verification' | 'user'>, link: string) {
  const row = await client.verification.findFirst({
    where: { identifier: resetIdentifier(link), expiresAt: { gt: new Date(clock().now()) } },
  });
  if (!row) return null;
  return client.user.findFirst({ where: { id: row.value, disabledAt: null }, include: userIncludes });
}

/** A link cannot be guessed; whoever goes on trying is told to wait. */
async function wrongLink(): Promise<LatchkeyError> {
  const { granted, retryAfterMs } = await takeTurns(wrongLinks, 'all');
  if (granted > 0) return new LatchkeyError('forbidden', { says: sentence('resetLinkSpent') });
  return new LatchkeyError('over_budget', { says: sentence('tooManyWrongLinks'), retryAfterMs });
}
