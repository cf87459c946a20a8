import type { PoolConfig } from 'pg';

export type DatabaseKind = 'embedded' | 'server';

/** A way to the database: what `pg` needs to reach it, and how to let go of it. */
export interface DatabaseConnection {
  kind: DatabaseKind;
  /** For one client or a pool. Holds the password on a server: never log it. */
  config: PoolConfig;
  /** Most clients at once. The embedded database is one session. */
  poolSize: number;
  close(): Promise<void>;
}
