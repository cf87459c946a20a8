import type { SecretDestination } from '@/lib/platform/prisma-client/client';
import type { DestinationView } from './schema';

/** What leaves of a destination. */
export function presentDestination(row: SecretDestination): DestinationView {
  return {
    id: row.id,
    host: row.host,
    port: row.port,
    projectId: row.projectId,
    allowsPlain: row.allowsPlain,
    createdBy: row.createdBy,
    createdAt: row.createdAt.toISOString(),
  };
}

/** How the audit names a destination. IPv6 addresses stand in brackets. */
export function destinationLabel({ host, port }: { host: string; port: number }): string {
  return host.includes(':') ? `[${host}]:${port}` : `${host}:${port}`;
}
