import { requirePermission } from '@/lib/access/permission';
import { reachedBy } from '@/lib/access/scope';
import type { Caller } from '@/lib/kernel/caller';
import { findingKinds } from '@/lib/kernel/finding';
import { type Page, pageOf } from '@/lib/kernel/page';
import { parseInput } from '@/lib/kernel/parse';
import { database } from '@/lib/platform/database';
import { connectionIncludes, presentConnection } from './present';
import { type ConnectionView, type ListInput, listInputSchema } from './schema';

/** Connections that the caller's projects reach, by name; searched in name and key. Throws `forbidden`, `invalid_input`. */
export async function listConnections({
  caller,
  input,
}: {
  caller: Caller;
  input: ListInput;
}): Promise<Page<ConnectionView>> {
  requirePermission(caller, 'connection:read');
  const { limit, cursor, search, app, secretManagerId, state } = parseInput(listInputSchema, input);
  const contains = search ? ({ contains: search, mode: 'insensitive' } as const) : undefined;
  const rows = await database().connection.findMany({
    where: {
      AND: [
        reachedBy(caller),
        app ? { app } : {},
        secretManagerId ? { fields: { some: { secretManagerId } } } : {},
        state === 'broken' ? { fields: { some: { finding: { kind: { in: [...findingKinds] } } } } } : {},
        contains ? { OR: [{ name: contains }, { key: contains }] } : {},
      ],
    },
    include: connectionIncludes,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: limit + 1,
    ...(cursor ? { cursor: { id: cursor }, skip: 1 } : {}),
  });
  return pageOf(rows, limit, (row) => presentConnection(row, caller));
}
