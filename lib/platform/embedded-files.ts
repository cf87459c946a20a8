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
 * so PostgreSQL's own calls end nowhere (docs/decisions/0011). Its files are for this user alone.
 */
export class DurableFiles extends NodeFS {
  /** How many syncs of the write-ahead log reached the disk. */
  logSyncs = 0;
  readonly #onAbort: () => void;

  /** `onAbort` is called at a panic, after which every call of the database would wait for ever. */
  constructor(folder: string, onAbort: () => void = () => undefined) {
    super(folder);
    this.#onAbort = onAbort;
  }

  override async init(
    database: PGlite,
    options: PostgresModule,
  ): Promise<{ emscriptenOpts: PostgresModule }> {
    const { emscriptenOpts } = await super.init(database, options);
    // A panic while it opens, before anybody could ask whether it lives.
    emscriptenOpts.onAbort = this.#onAbort;
    emscriptenOpts.preRun?.push((postgres) => {
      // The place of the hook is PGlite 0.5.14's; assertWritesSync proves at every start that it is still right.
      postgres.FS.filesystems.NODEFS.stream_ops.fsync = (stream: NodeStream) => {
        this.#sync(stream, postgres.FS.ErrnoError);
        return 0;
      };
      // Emscripten gives each file that it makes the rights that were asked for, past the process's umask.
      for (const operations of [
        postgres.FS.filesystems.NODEFS.node_ops,
        postgres.FS.filesystems.NODEFS.stream_ops,
      ]) {
        const { setattr } = operations;
        operations.setattr = (target: unknown, attributes: { mode?: number }) =>
          setattr(target, privately(attributes));
      }
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

/** What is to be set of a file, without rights for other users. */
function privately<T extends { mode?: number }>(attributes: T): T {
  return attributes.mode === undefined ? attributes : { ...attributes, mode: attributes.mode & ~0o077 };
}
