import { randomUUID } from 'node:crypto';
import { LatchkeyError } from '@/lib/kernel/errors';
import { sentence } from '@/lib/kernel/sentence';
import type { Transaction } from '@/lib/platform/database';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { auth } from './auth';
import { inPasswordLine } from './password-line';

export const userIncludes = { projects: { select: { projectId: true } } } as const;
export type UserRow = Prisma.UserGetPayload<{ include: typeof userIncludes }>;

/**
 * A password's hash as better-auth checks it (scrypt, 100–300 ms of CPU): to be made before the transaction, by somebody
 * who may set it. Throws `over_budget` when too many passwords are hashed and compared at this moment.
 */
export async function hashPassword(password: string): Promise<string> {
  const { password: hasher } = await auth().$context;
  return inPasswordLine('known', () => hasher.hash(password));
}

/** Makes a person who signs in by e-mail and password. The address is kept in lower case. */
export async function makeUser(
  tx: Transaction,
  person: { name: string; email: string; passwordHash: string; role: string; projectIds: readonly string[] },
): Promise<UserRow> {
  const id = randomUUID();
  return tx.user.create({
    data: {
      id,
      name: person.name,
      email: person.email.toLowerCase(),
      emailVerified: true,
      role: person.role,
      accounts: {
        create: {
          id: randomUUID(),
          accountId: id,
          providerId: 'credential',
          password: person.passwordHash,
        },
      },
      projects: { create: person.projectIds.map((projectId) => ({ projectId })) },
    },
    include: userIncludes,
  });
}

/** The error for an address that somebody has. */
export function emailConflict(): LatchkeyError {
  return new LatchkeyError('conflict', {
    says: sentence('emailTaken'),
    fields: { email: sentence('emailTakenHere') },
  });
}
