import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { clock } from '@/lib/platform/clock';
import type { Transaction } from '@/lib/platform/database';
import { env } from '@/lib/platform/env';

const hourMs = 3_600_000;

/** The kinds of links by which a person sets a password: how each begins in the table, its page, and how long it works. */
const kinds = {
  reset: { prefix: 'latchkey-password:', path: '/new-password', lifeMs: 24 * hourMs },
  invitation: { prefix: 'latchkey-invitation:', path: '/invitation', lifeMs: 7 * 24 * hourMs },
} as const;
export type LinkKind = keyof typeof kinds;
const kindNames = ['reset', 'invitation'] as const satisfies readonly LinkKind[];

/** How long an invitation works, in milliseconds. A password given by API is held to the same. */
export const invitationLifeMs = kinds.invitation.lifeMs;

/**
 * Makes a one-time link for a person; those made before stop working. Its token stands after `#`: browsers keep that to
 * themselves, so that no server, proxy or log of one sees it. Only its hash is stored, where better-auth keeps what is
 * to be verified.
 */
export async function makeLink(
  tx: Transaction,
  kind: LinkKind,
  userId: string,
): Promise<{ url: string; expiresAt: string }> {
  const { prefix, path, lifeMs } = kinds[kind];
  const token = randomBytes(32).toString('base64url');
  const expiresAt = new Date(clock().now() + lifeMs);
  await dropLinks(tx, userId);
  await tx.verification.deleteMany({
    where: { ...ofAnyKind, expiresAt: { lt: new Date(clock().now()) } },
  });
  await tx.verification.create({
    data: { id: randomUUID(), identifier: prefix + hashOf(token), value: userId, expiresAt },
  });
  return { url: `${env().origin}${path}#${token}`, expiresAt: expiresAt.toISOString() };
}

/** A link that works, by its row and whose it is. */
export interface FoundLink {
  id: string;
  userId: string;
}

/** Whose link a token is: of either kind, not used, not ended. */
export async function findLink(
  client: Pick<Transaction, 'verification'>,
  token: string,
): Promise<FoundLink | undefined> {
  const row = await client.verification.findFirst({
    where: { identifier: { in: identifiersOf(token) }, expiresAt: { gt: new Date(clock().now()) } },
  });
  return row ? { id: row.id, userId: row.value } : undefined;
}

/** Makes every link of a person stop working. */
export async function dropLinks(tx: Pick<Transaction, 'verification'>, userId: string): Promise<void> {
  await tx.verification.deleteMany({ where: { ...ofAnyKind, value: userId } });
}

/** Uses a link up, and with it every other of the person. False when somebody else did, meanwhile. */
export async function useUpLink(tx: Transaction, { id, userId }: FoundLink): Promise<boolean> {
  const { count } = await tx.verification.deleteMany({ where: { id } });
  if (count === 0) return false;
  await dropLinks(tx, userId);
  return true;
}

/** When the open invitations of these people end, by their ids. */
export async function invitationEnds(
  client: Pick<Transaction, 'verification'>,
  userIds: readonly string[],
): Promise<Map<string, Date>> {
  if (userIds.length === 0) return new Map();
  const rows = await client.verification.findMany({
    where: { identifier: { startsWith: kinds.invitation.prefix }, value: { in: [...userIds] } },
  });
  return new Map(rows.map((row) => [row.value, row.expiresAt]));
}

const ofAnyKind = { OR: kindNames.map((kind) => ({ identifier: { startsWith: kinds[kind].prefix } })) };

function identifiersOf(token: string): string[] {
  return kindNames.map((kind) => kinds[kind].prefix + hashOf(token));
}

/** A token has 256 random bits, so a fast hash is enough. */
function hashOf(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}
