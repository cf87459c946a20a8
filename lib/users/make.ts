import { randomUUID } from 'node:crypto';
import { LatchkeyError } from '@/lib/kernel/errors';
import { messageFor } from '@/lib/kernel/message';
import { clock } from '@/lib/platform/clock';
import type { Transaction } from '@/lib/platform/database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { auth } from './auth';
import { inPasswordLine } from './password-line';

export const userIncludes = {
  projects: { select: { projectId: true } },
  accounts: { where: { providerId: 'credential', password: { not: null } }, select: { id: true } },
} as const;
export type UserRow = Prisma.UserGetPayload<{ include: typeof userIncludes }>;

/**
 * A password's hash (scrypt, about 0.35 s of CPU): to be made before the transaction, by somebody who may set it. Throws
 * `over_budget` when too many passwords are hashed and compared at this moment.
 */
export async function hashPassword(password: string): Promise<string> {
  const { password: hasher } = await (await auth()).$context;
  return inPasswordLine('known', () => hasher.hash(password));
}

/** Whether a password is the one of a hash, asked by somebody who is signed in. Throws `over_budget` as above. */
export async function matchesHash(hash: string, password: string): Promise<boolean> {
  const { password: hasher } = await (await auth()).$context;
  return inPasswordLine('known', () => hasher.verify({ hash, password }));
}

/** Makes a person who signs in by e-mail and password, once they have one. The address is kept in lower case. */
export async function makeUser(
  tx: Transaction,
  person: {
    name: string;
    email: string;
    /** Absent: they choose a password by their invitation. */
    passwordHash?: string;
    /** Until when that password may be used to sign in. Absent: it is the person's own. */
    passwordEndsAt?: Date;
    role: string;
    projectIds: readonly string[];
  },
): Promise<UserRow> {
  const id = randomUUID();
  return tx.user.create({
    data: {
      id,
      name: person.name,
      email: person.email.toLowerCase(),
      emailVerified: true,
      role: person.role,
      passwordEndsAt: person.passwordEndsAt ?? null,
      ...(person.passwordHash ? { accounts: { create: credential(id, person.passwordHash) } } : {}),
      projects: { create: person.projectIds.map((projectId) => ({ projectId })) },
    },
    include: userIncludes,
  });
}

/** Sets a person's password, the first or another: from here on it is their own. */
export async function writePassword(tx: Transaction, userId: string, passwordHash: string): Promise<void> {
  const written = await tx.account.updateMany({
    where: { userId, providerId: 'credential' },
    data: { password: passwordHash, updatedAt: new Date(clock().now()) },
  });
  if (written.count === 0) await tx.account.create({ data: { userId, ...credential(userId, passwordHash) } });
  await tx.user.update({ where: { id: userId }, data: { passwordEndsAt: null } });
}

function credential(userId: string, passwordHash: string) {
  return {
    id: randomUUID(),
    accountId: userId,
    providerId: 'credential',
    password: passwordHash,
    updatedAt: new Date(clock().now()),
  };
}

/** The error for an address that somebody has. */
export function emailConflict(): LatchkeyError {
  return new LatchkeyError('conflict', {
    says: messageFor('emailTaken'),
    fields: { email: messageFor('emailTakenHere') },
  });
}
