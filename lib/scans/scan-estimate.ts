import { database } from '@/lib/platform/database';
import { descriptorOf, isProviderId, requestsPerEnvironment } from '@/lib/providers/descriptors';

/** How much is bound through a secret manager, and what looking at it takes. */
export interface ScanEstimate {
  fields: number;
  /** Fields that the last scan found broken: it checks them again, whatever was read since. */
  broken: number;
  /** About how many requests a scan takes; what has moved or gone costs some more, which is not known before. */
  requests: number;
}

interface Group {
  provider: string;
  isPinned: boolean;
  /** It is an environment. */
  isOneUnit: boolean;
  fields: number;
  units: number;
  unseen: number;
  broken: number;
}

/**
 * Counts what is bound through a secret manager by vault: a scan asks for the vaults, for each vault that something is
 * bound in, and for items that were not found well yet, as many a request as the provider reads. From stored rows, in one query.
 */
export async function estimateScan(secretManagerId: string): Promise<ScanEstimate> {
  const groups = await database().$queryRaw<Group[]>`
    SELECT provider, is_pinned AS "isPinned", bool_and(unit_key = container_key) AS "isOneUnit", count(*)::int AS fields, count(DISTINCT unit_key)::int AS units,
           (count(DISTINCT unit_key) FILTER (WHERE kind IS DISTINCT FROM 'fine'))::int AS unseen,
           (count(*) FILTER (WHERE kind <> 'fine'))::int AS broken
    FROM (
      SELECT field.container_key, field.unit_key, field.is_pinned, finding.kind, manager.provider
      FROM connection_field field JOIN secret_manager manager ON manager.id = field.secret_manager_id
      LEFT JOIN binding_finding finding ON finding.field_id = field.id
      WHERE field.secret_manager_id = ${secretManagerId} AND field.reference IS NOT NULL) bound
    GROUP BY provider, is_pinned, unit_key = container_key, CASE WHEN is_pinned THEN container_key ELSE '' END`;
  const sum = (of: (group: Group) => number) => groups.reduce((total, group) => total + of(group), 0);
  return {
    fields: sum(({ fields }) => fields),
    broken: sum(({ broken }) => broken),
    requests: groups.length === 0 ? 0 : 1 + sum(requestsFor),
  };
}

function requestsFor({ provider, isPinned, isOneUnit, fields, units, unseen }: Group): number {
  if (isOneUnit) return requestsPerEnvironment;
  const kind = isProviderId(provider) ? descriptorOf(provider) : undefined;
  const itemsPerRequest = kind?.itemsPerRequest ?? 1;
  // Nothing but reading tells whether it changed.
  if (kind && !kind.listsContainers) return Math.ceil(units / itemsPerRequest);
  // References by names: the vaults, the items of a vault, the items themselves.
  return isPinned ? 1 + Math.ceil(unseen / itemsPerRequest) : 2 + Math.ceil(fields / itemsPerRequest);
}
