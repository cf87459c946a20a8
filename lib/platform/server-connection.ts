import type { DatabaseConnection } from './database-connection';

const poolSize = 10;

/**
 * The way to a PostgreSQL server, 15 or newer. TLS is as the address says (`?sslmode=verify-full`). No statement runs,
 * and no transaction waits for its program, longer than 30 s: what hangs must not hold locks.
 */
export function serverConnection(databaseUrl: string): DatabaseConnection {
  return {
    kind: 'server',
    poolSize,
    config: {
      connectionString: databaseUrl,
      application_name: 'latchkey',
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
      statement_timeout: 30_000,
      idle_in_transaction_session_timeout: 30_000,
      keepAlive: true,
    },
    close: () => Promise.resolve(),
  };
}
