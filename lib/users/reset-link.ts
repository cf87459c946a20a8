import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { requireMay } from '@/lib/access/may';
import { verb } from '@/lib/access/verb';
import { recordEvent } from '@/lib/audit/record';
import { LatchkeyError } from '@/lib/kernel/errors';
import { idInputSchema } from '@/lib/kernel/ids';
import { sentence } from '@/lib/kernel/sentence';
import { clock } from '@/lib/platform/clock';
import { type Transaction, transaction } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';
import { findUserRow, placeOf } from './find';
import { resetIdentifier, resetPrefix } from './reset-identifier';
import type { ResetLinkView } from './schema';

const resetInputSchema = z.union([idInputSchema, z.object({ email: z.string().max(200) })]);
const lifetimeMs = 24 * 3_600_000;
const windowMs = 3_600_000;
const mostAnHour = 5;

/**
 * Makes a one-time link by which a person sets a new password within a day. A link made before stops working. Only its
 * hash is stored, where better-auth keeps what is to be verified. `id`: of the person, or `email`: their address.
 * Throws `forbidden`, `not_found`, `conflict` (disabled, or more than five links an hour).
 */
export const makeResetLink = verb({
  name: 'makeResetLink',
  right: 'user:write',
  input: resetInputSchema,
  audit: ['user.reset_link_made'],
  run: async ({ caller, input }): Promise<ResetLinkView> => {
    const link = randomBytes(32).toString('base64url');
    const expiresAt = new Date(clock().now() + lifetimeMs);
    const where = 'id' in input ? { id: input.id } : { email: input.email.trim().toLowerCase() };
    const person = await transaction(async (tx) => {
      const user = await findUserRow(tx, caller, where);
      requireMay(caller, 'user:write', placeOf(user));
      if (user.disabledAt) throw new LatchkeyError('conflict', { says: sentence('personDisabled') });
      await requireRest(tx, user.id);
      await tx.verification.deleteMany({
        where: {
          identifier: { startsWith: resetPrefix },
          OR: [{ value: user.id }, { expiresAt: { lt: new Date(clock().now()) } }],
        },
      });
      await tx.verification.create({
        data: { id: randomUUID(), identifier: resetIdentifier(link), value: user.id, expiresAt },
      });
      await recordEvent(tx, {
        caller,
        verb: 'user.reset_link_made',
        subject: { kind: 'user', id: user.id, label: user.email },
      });
      return user;
    });
    return {
      url: `${env().origin}/new-password?link=${link}`,
      email: person.email,
      expiresAt: expiresAt.toISOString(),
    };
  },
});

async function requireRest(tx: Transaction, userId: string): Promise<void> {
  const at = { gt: new Date(clock().now() - windowMs) };
  const made = await tx.auditEvent.count({
    where: { subjectKind: 'user', subjectId: userId, verb: 'user.reset_link_made', at },
  });
  if (made < mostAnHour) return;
  throw new LatchkeyError('conflict', { says: sentence('tooManyResetLinks'), retryAfterMs: windowMs });
}
