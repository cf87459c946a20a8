import { canonicalHost } from '@/lib/egress/host';
import type { Listing } from '@/lib/egress/open';
import type { Scoped } from '@/lib/kernel/permissions';
import { database } from '@/lib/platform/database';

/**
 * What the list of destinations says of a host and port for a connection: an entry for all projects counts, or one for
 * each project of the connection. The host is compared here and not by the database: it can be a secret.
 */
export async function listingFor(connection: Scoped, host: string, port: number): Promise<Listing> {
  const canonical = canonicalHost(host);
  if (canonical === undefined) return 'none';
  const projectIds = connection.scope === 'project' ? connection.projectIds : [];
  const rows = await database().secretDestination.findMany({
    where: { OR: [{ projectId: null }, { projectId: { in: [...projectIds] } }] },
    select: { host: true, port: true, projectId: true, allowsPlain: true },
  });
  const here = rows.filter((row) => row.host === canonical && row.port === port);
  const covers = (entries: typeof here) => {
    const named = new Set(entries.map(({ projectId }) => projectId));
    // A connection of no project at all is covered by an entry for all alone.
    return named.has(null) || (projectIds.length > 0 && projectIds.every((id) => named.has(id)));
  };
  if (covers(here.filter(({ allowsPlain }) => allowsPlain))) return 'plain';
  return covers(here) ? 'encrypted' : 'none';
}
