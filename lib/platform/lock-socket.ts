import { mkdtemp, readdir, rm, symlink, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** What answers at a lock's socket: somebody who holds the folder, who is still asking for it, or nobody. */
export type SocketState = 'held' | 'asking' | 'dead';

/** An owner's listening socket. */
export interface LockSocket {
  close(): Promise<void>;
}

const suffix = '.sock';
// sun_path takes 108 bytes on Linux and 104 on macOS, the last one 0.
const longestPath = 103;
const patienceMs = 2000;

/**
 * Listens in `folder` under a name of its own, `lock.<owner>.sock`, and tells whoever connects what `state` says.
 * The kernel closes it when the process ends, however it ends. Answers undefined where the file system has no sockets.
 */
export async function listenAsOwner(
  folder: string,
  owner: string,
  state: () => SocketState,
): Promise<LockSocket | undefined> {
  const server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.end(state());
  });
  server.unref();
  try {
    await atShortPath(folder, socketName(owner), (path) => listen(server, path));
  } catch {
    return undefined;
  }
  return {
    async close() {
      await new Promise((resolve) => server.close(resolve));
      await rm(join(folder, socketName(owner)), { force: true });
    },
  };
}

/** The owners with a socket in `folder` that some process of this machine answers at, each with its state. */
export async function livingOwners(folder: string, except: string): Promise<SocketState[]> {
  const names = (await readdir(folder)).filter((name) => name.startsWith('lock.') && name.endsWith(suffix));
  const others = names.filter((name) => name !== socketName(except));
  const states = await Promise.all(
    others.map(async (name) => {
      const state = await atShortPath(folder, name, ask);
      // A name is used once: what is dead stays dead, so nobody's living socket is removed here.
      if (state === 'dead') await unlink(join(folder, name)).catch(() => {});
      return state;
    }),
  );
  return states.filter((state) => state !== 'dead');
}

function socketName(owner: string): string {
  return `lock.${owner}${suffix}`;
}

function listen(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(path, () => {
      server.off('error', reject);
      server.on('error', () => {});
      resolve();
    });
  });
}

/** A process that is there but too busy to answer holds the folder for all we know. */
function ask(path: string): Promise<SocketState> {
  return new Promise((resolve) => {
    const socket = connect(path);
    let said = '';
    socket.setTimeout(patienceMs, () => settle('held'));
    socket.on('data', (bytes) => {
      said += bytes.toString();
    });
    socket.on('error', (error) => settle(meansDead(error) ? 'dead' : 'held'));
    socket.on('end', () => settle(said === 'asking' ? 'asking' : 'held'));
    const settle = (state: SocketState) => {
      socket.destroy();
      resolve(state);
    };
  });
}

function meansDead(error: Error): boolean {
  return 'code' in error && (error.code === 'ECONNREFUSED' || error.code === 'ENOENT');
}

/** Runs `use` with a path to `folder/name` that the kernel takes: a long one goes through a private symbolic link. */
async function atShortPath<T>(folder: string, name: string, use: (path: string) => Promise<T>): Promise<T> {
  const direct = join(folder, name);
  if (Buffer.byteLength(direct) <= longestPath) return use(direct);
  const room = await mkdtemp(join(tmpdir(), 'lk-'));
  try {
    await symlink(folder, join(room, 'd'));
    return await use(join(room, 'd', name));
  } finally {
    await rm(room, { recursive: true, force: true });
  }
}
