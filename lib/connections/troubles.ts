import { scopedOf } from '@/lib/access/may';
import type { Caller } from '@/lib/kernel/caller';
import { troubledManagers } from '@/lib/managers/trouble';
import type { Prisma } from '@/lib/platform/prisma-client/client';
import { findBroken, withBroken } from './broken';
import type { listStates } from './names';
import { type ConnectionRow, presentConnection, type Troubles } from './present';
import { refusalsOf, withRefusals } from './refusals';
import type { ConnectionView } from './schema';
import { type ToldFinding, toldFinding } from './told-finding';
import { findUnserved } from './unserved';

/**
 * What is wrong with the fields of connections: the one answer that pages, counts and the API give. From stored rows; no
 * provider is asked.
 */
export async function troublesOf(rows: readonly ConnectionRow[], caller: Caller): Promise<Troubles> {
  const ids = rows.map(({ id }) => id);
  const [found, refused, managers] = await Promise.all([
    ids.length === 0 ? [] : findBroken(caller, { connectionIds: ids }),
    refusalsOf(ids, caller),
    troubledManagers(caller),
  ]);
  const unserved = await findUnserved(caller, managers, { connectionIds: ids });
  const scopes = new Map(rows.map((row) => [row.id, scopedOf(row)]));
  const broken: [string, ToldFinding & { since: Date }][] = [];
  for (const each of found) {
    const scope = scopes.get(each.connectionId);
    if (scope)
      broken.push([each.fieldId, { ...(await toldFinding(caller, each, scope)), since: each.since }]);
  }
  return {
    broken: new Map(broken),
    refused,
    managers: new Map(managers.map((trouble) => [trouble.secretManagerId, trouble])),
    unserved: new Set(unserved.map(({ fieldId }) => fieldId)),
  };
}

/** A connection as it leaves, with what is wrong with it. */
export async function viewOf(row: ConnectionRow, caller: Caller): Promise<ConnectionView> {
  return presentConnection(row, caller, await troublesOf([row], caller));
}

/** The condition of connections that are in a state, by the same judgements. */
export async function inState(
  caller: Caller,
  state: (typeof listStates)[number],
): Promise<Prisma.ConnectionWhereInput> {
  switch (state) {
    case 'broken':
      return { id: { in: await withBroken(caller) } };
    case 'refused':
      return { id: { in: await withRefusals() } };
    case 'unserved': {
      const unserved = await findUnserved(caller, await troubledManagers(caller));
      return { id: { in: [...new Set(unserved.map(({ connectionId }) => connectionId))] } };
    }
    case 'manager_in_trouble': {
      const ids = (await troubledManagers(caller)).map(({ secretManagerId }) => secretManagerId);
      return { fields: { some: { secretManagerId: { in: ids } } } };
    }
    case 'disabled':
      return { disabledAt: { not: null } };
    case 'enabled':
      return { disabledAt: null };
  }
}
