import type { Transaction } from '@/lib/platform/database';

/** Of the people who made these keys, the ids of those who are disabled. */
export async function disabledCreators(
  client: Pick<Transaction, 'user'>,
  keys: readonly { createdById: string | null }[],
): Promise<ReadonlySet<string>> {
  const ids = new Set(keys.flatMap(({ createdById }) => createdById ?? []));
  if (ids.size === 0) return ids;
  const disabled = await client.user.findMany({
    where: { id: { in: [...ids] }, disabledAt: { not: null } },
    select: { id: true },
  });
  return new Set(disabled.map(({ id }) => id));
}
