import { fsyncSync } from 'node:fs';
import type { PGlite } from '@electric-sql/pglite';
import { NodeFS } from '@electric-sql/pglite/nodefs';

type PostgresModule = Parameters<NodeFS['init']>[1];

/** What an open file of Emscripten's node file system holds: the descriptor of the real one. */
interface NodeStream {
  nfd: number;
  path?: string;
}

/**
 * The real file system under the embedded database, with the sync that PGlite leaves out: Emscripten's has no `fsync`,
 * so PostgreSQL's own calls end nowhere
 * (docs/decisions/0011).
 */
export class DurableFiles extends NodeFS {
  /** How many syncs of the write-ahead log reached the disk. */
  logSyncs = 0;

  override async init(
    database: PGlite,
    options: PostgresModule,
  ): Promise<{ emscriptenOpts: PostgresModule }> {
    const { emscriptenOpts } = await super.init(database, options);
    emscriptenOpts.preRun?.push((postgres) => {
      // The place of the hook is PGlite 0.5.14's; assertWritesSync proves at every start that it is still right.
      postgres.FS.filesystems.NODEFS.stream_ops.fsync = (stream: NodeStream) => {
        this.#sync(stream, postgres.FS.ErrnoError);
        return 0;
      };
    });
    return { emscriptenOpts };
  }

  #sync(stream: NodeStream, ErrnoError: new (errno: number) => Error): void {
    try {
      fsyncSync(stream.nfd);
    } catch {
      // 29 is EIO in Emscripten: PostgreSQL panics and the next start recovers from the log, as it should.
      throw new ErrnoError(29);
    }
    if (stream.path?.includes('/pg_wal/')) this.logSyncs += 1;
  }
}
