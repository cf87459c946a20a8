import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { MessageChannel } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import type { DatabaseConnection } from './database-connection';
import { type EmbeddedEngine, serveDatabase } from './embedded-engine';
import { SessionStream } from './session-stream';

/** The way to the embedded database in `dataDir/pg`, made when it is not there. */
export async function embeddedConnection(dataDir: string): Promise<DatabaseConnection> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const database = await PGlite.create(join(dataDir, 'pg'));
  return engineConnection(serveDatabase(database));
}

/** The way to an embedded database that runs on this very thread. For tests; the product uses a worker. */
export function engineConnection(engine: EmbeddedEngine): DatabaseConnection {
  const connect = () => {
    const { port1, port2 } = new MessageChannel();
    engine.serve(port1);
    return port2;
  };
  return {
    kind: 'embedded',
    poolSize: 1,
    config: {
      stream: () => new SessionStream(connect),
      user: 'postgres',
      database: 'postgres',
      connectionTimeoutMillis: 15_000,
      idleTimeoutMillis: 0,
    },
    close: () => engine.close(),
  };
}
