import type { DatabaseConnection } from './database-connection';

const poolSize = 10;

/** The way to a PostgreSQL server, 15 or newer. TLS is as the address says (`?sslmode=verify-full`). */
export function serverConnection(databaseUrl: string): DatabaseConnection {
  return {
    kind: 'server',
    poolSize,
    config: {
      connectionString: databaseUrl,
      application_name: 'latchkey',
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
      keepAlive: true,
    },
    close: () => Promise.resolve(),
  };
}
