import { reachedBy } from '@/lib/access/scope';
import type { entryStates } from '@/lib/cache/schema';
import type { Caller } from '@/lib/kernel/caller';
import { policyOf } from '@/lib/managers/present';
import { clock } from '@/lib/platform/clock';
import { database } from '@/lib/platform/database';
import type { Prisma } from '@/lib/platform/prisma-client/client';

/** The entries that the caller's projects reach, narrowed to one manager, one state, a text in the reference. */
export async function entryFilter(
  caller: Caller,
  filter: { secretManagerId?: string; state?: (typeof entryStates)[number]; search?: string },
): Promise<Prisma.CacheEntryWhereInput> {
  const managers = await database().secretManager.findMany({
    where: { ...reachedBy(caller), ...(filter.secretManagerId ? { id: filter.secretManagerId } : {}) },
    select: { id: true, policy: true },
  });
  const { state, search } = filter;
  const contains = search ? ({ contains: search, mode: 'insensitive' } as const) : undefined;
  return {
    AND: [
      state
        ? {
            OR: managers.map(({ id, policy }) => ({
              secretManagerId: id,
              ...inState(state, policyOf(policy)),
            })),
          }
        : { secretManagerId: { in: managers.map(({ id }) => id) } },
      contains ? { OR: [{ shownReference: contains }, { reference: contains }] } : {},
    ],
  };
}

// The same bounds as judge() in lib/cache, turned into bounds of `fetchedAt`.
function inState(
  state: (typeof entryStates)[number],
  policy: ReturnType<typeof policyOf>,
): Prisma.CacheEntryWhereInput {
  const nowMs = clock().now();
  const freshSince = new Date(nowMs - policy.freshMs);
  const servedSince = new Date(nowMs - policy.freshMs - policy.staleWhileUnreachableMs);
  switch (state) {
    case 'absent':
      return { state: 'absent' };
    case 'fresh':
      return { state: 'value', fetchedAt: { gt: freshSince } };
    case 'stale':
      return { state: 'value', fetchedAt: { lte: freshSince, gt: servedSince } };
    case 'expired':
      return { state: 'value', fetchedAt: { lte: servedSince } };
  }
}
