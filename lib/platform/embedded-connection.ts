import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import type { DatabaseConnection } from './database-connection';
import { embeddedHost } from './embedded-host';
import { lockFolder } from './folder-lock';
import { log } from './log';
import { makeFolder } from './make-folder';
import { makePrivate } from './private-tree';
import { SessionStream } from './session-stream';
import { folderRefusal, troubleRefusal } from './start-refusal';
import { explainEmbeddedError, foreseenTrouble, storageTrouble } from './storage-trouble';

/**
 * The way to the embedded database in `dataDir/pg`, which is made when it is not there. The folder is this process's
 * alone until `close`. Throws `conflict` when another process has it.
 */
export async function embeddedConnection(dataDir: string): Promise<DatabaseConnection> {
  await makeFolder(dataDir).catch((error) => {
    throw folderRefusal(dataDir, error);
  });
  const trouble = await storageTrouble(dataDir);
  if (trouble !== undefined) throw troubleRefusal(dataDir, trouble);
  const host = embeddedHost(join(dataDir, 'pg'));
  const lock = await lockFolder(dataDir, {
    onLost: () => {
      log.error('database.folder-lost', { folder: dataDir });
      void host.abandon('another process has taken its folder over');
    },
  }).catch((error) => {
    throw folderRefusal(dataDir, error);
  });
  const count = await makePrivate(join(dataDir, 'pg')).catch((error) => {
    throw folderRefusal(join(dataDir, 'pg'), error);
  });
  if (count > 0) log.info('database.files-made-private', { folder: dataDir, count });
  const connection = sessionConnection(host.connect, async () => {
    await host.close();
    await lock.release();
  });
  return {
    ...connection,
    explain: (error) => explainEmbeddedError(error, dataDir),
    foresee: () => foreseenTrouble(dataDir),
  };
}

/** The way to an embedded database through sessions that `connect` gives, one at a time. */
export function sessionConnection(
  connect: () => Promise<MessagePort>,
  close: () => Promise<void>,
): DatabaseConnection {
  return {
    kind: 'embedded',
    // PGlite is one session: a second client would share its transaction and its prepared statements.
    poolSize: 1,
    config: {
      stream: () => new SessionStream(connect),
      user: 'postgres',
      database: 'postgres',
      // Opening after a crash recovers first. Waiting for the one client counts too.
      connectionTimeoutMillis: 60_000,
      idleTimeoutMillis: 0,
    },
    explain: (error) => Promise.resolve(error),
    close,
  };
}
