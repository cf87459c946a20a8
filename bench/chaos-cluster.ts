import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Sandbox } from '@/sandbox/handle';
import { startSandbox } from '@/sandbox/sandbox';
import { findPgBouncer, startPgBouncer } from '../scripts/pgbouncer.mjs';
import { findPrograms, startServer as startPostgres, type TestServer } from '../scripts/postgres-server.mjs';
import { Replica } from './chaos-replica';
import { startHaproxy } from './haproxy';
import { newServerSettings, removeData, type ServerSettings } from './server-process';
import { administer } from './test-server';

/** Three replicas on one PostgreSQL server behind PgBouncer, with HAProxy in front of them, and an account. */
export interface Cluster {
  readonly sandbox: Sandbox;
  readonly database: TestServer;
  readonly replicas: readonly Replica[];
  readonly settings: ServerSettings;
  /** The balancer's. */
  readonly origin: string;
  /** The folder of what the replicas log. */
  readonly logs: string;
  /** Ends all of it. What was logged stays where that is asked for. */
  remove(staysLogged: boolean): Promise<void>;
}

/** Starts all of it, the replicas with `env` besides. */
export async function startCluster(env: Record<string, string>): Promise<Cluster> {
  const [programs, pgbouncer] = [findPrograms(), findPgBouncer()];
  if (programs === undefined || pgbouncer === undefined)
    throw new Error('This needs PostgreSQL, PgBouncer and HAProxy.');
  const logs = mkdtempSync(join(tmpdir(), 'latchkey-chaos-logs-'));
  const sandbox = await startSandbox({ port: 0 });
  const database = await startPostgres(programs, {});
  // What is confirmed is kept; and what Latchkey asks for at a pooler that shares sessions.
  await administer(database.url, 'ALTER DATABASE postgres SET synchronous_commit = on');
  for (const bound of ['statement_timeout', 'idle_in_transaction_session_timeout'])
    await administer(database.url, `ALTER ROLE latchkey IN DATABASE postgres SET ${bound} = '30s'`);
  const pooler = await startPgBouncer(pgbouncer, { serverPort: database.port, mode: 'transaction' });
  const settings = await newServerSettings(sandbox.address, { env });
  const ends = { poolerPort: pooler.port, serverPort: database.port, logs };
  const replicas: Replica[] = [];
  for (const name of ['a', 'b', 'c']) replicas.push(await Replica.start(name, settings, ends));
  const balancer = await startHaproxy(replicas.map(({ port }) => port));
  return {
    ...{ sandbox, database, replicas, settings, logs, origin: balancer.origin },
    async remove(staysLogged) {
      balancer.end();
      for (const replica of replicas) await replica.remove();
      pooler.remove();
      database.remove();
      await removeData(settings);
      await sandbox.close();
      if (!staysLogged) rmSync(logs, { recursive: true });
    },
  };
}
