import type { PoolConfig } from 'pg';
import type { ServerFailure } from './server-failure';
import type { StorageTrouble } from './storage-trouble';

export type DatabaseKind = 'embedded' | 'server';

/** A way to the database: what `pg` needs to reach it, and how to let go of it. */
export interface DatabaseConnection {
  kind: DatabaseKind;
  /** For one client or a pool, as of now. Holds the password on a server: never log it. */
  readonly config: PoolConfig;
  /** Most clients at once. The embedded database is one session. */
  poolSize: number;
  /** An error of a query or of connecting; where nothing can be saved, the carrier of an error that says so. */
  explain(error: unknown): Promise<unknown>;
  /** What its file system says against changes, where it is one of this machine. */
  foresee?(): StorageTrouble | undefined;
  close(): Promise<void>;
}

/** The way to a PostgreSQL server. Its address may leave a choice of hosts and encryption. */
export interface ServerConnection extends DatabaseConnection {
  kind: 'server';
  /** The hosts, for people. Nothing secret. */
  hosts: string;
  /** The schema that the address names. */
  schema?: string;
  /**
   * Finds where the server answers as the address asks, and has `config` say that from then on. Asks nobody where there is
   * no choice, and returns false. Throws ServerFailure.
   */
  reach(): Promise<boolean>;
  /** What the failure to connect at `config` means. */
  failureOf(error: unknown): ServerFailure;
  /** Where notifications are listened for: here, unless an address of its own says where. */
  readonly listening: ServerConnection;
  /**
   * Where `error` says that a pooler takes no settings at the start of a session: has `config` ask for none from then on.
   * Returns false where that is not so.
   */
  leaveSettings(error: unknown): boolean;
  /** Has the pool set them in each session, which must be nobody else's: a pooler takes none at the start. */
  setInSessions(): void;
}
