import type { Transaction } from '@/lib/platform/database';

/**
 * Whether a person's password is still the one that was set at `setAt`, locked until the transaction ends. To compare a
 * password takes a third of a second, in which another one can be set: whoever acts upon it asks here, and whoever sets
 * another waits, or has ended by then.
 */
export async function isPasswordSince(
  tx: Pick<Transaction, '$queryRaw'>,
  userId: string,
  setAt: Date,
): Promise<boolean> {
  const rows = await tx.$queryRaw<{ updated_at: Date }[]>`
    SELECT updated_at FROM account WHERE user_id = ${userId} AND provider_id = 'credential' FOR UPDATE`;
  return rows.length === 1 && rows[0]?.updated_at.getTime() === setAt.getTime();
}
