import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { LatchkeyError } from '@/lib/kernel/errors';
import { dropLease, type Lease, readLease, renewLease, takeLease } from './lock-lease';
import { type LockSocket, listenAsOwner, livingOwners, type SocketState } from './lock-socket';

/** The sole right to a folder, as long as this process lives. */
export interface FolderLock {
  release(): Promise<void>;
}

export interface LockOptions {
  /** Called once when somebody else has taken the folder: stop using it at once. */
  onLost: () => void;
  /** How often the lease is renewed. */
  beatMs?: number;
  /** How long another machine's lease must stand still before it counts as left behind. */
  patienceMs?: number;
}

/**
 * Takes `folder` for this process alone. Within one machine (containers on one volume too) a listening socket tells the
 * living from the dead, so a folder left by kill -9 is free at once; between machines a lease that stands still does.
 * Throws `conflict` when another process has the folder (docs/decisions/0012).
 */
export async function lockFolder(folder: string, options: LockOptions): Promise<FolderLock> {
  const { onLost, beatMs = 2000, patienceMs = 10_000 } = options;
  const owner = randomUUID();
  let state: SocketState = 'asking';
  const socket = await winSocket(folder, owner, () => state);
  try {
    const lease = { owner, machine: await machineId(), pid: process.pid, beat: 0 };
    await winLease(folder, lease, socket === undefined, patienceMs);
    state = 'held';
    const beat = keepBeating(folder, lease, beatMs, onLost);
    return {
      async release() {
        await beat.stop();
        await dropLease(folder, owner);
        await socket?.close();
      },
    };
  } catch (error) {
    await socket?.close();
    throw error;
  }
}

/** Everybody listens before looking, so of two that come together at least one sees the other and steps back. */
async function winSocket(
  folder: string,
  owner: string,
  state: () => SocketState,
): Promise<LockSocket | undefined> {
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const socket = await listenAsOwner(folder, owner, state);
    const others = await livingOwners(folder, owner);
    if (others.length === 0) return socket;
    await socket?.close();
    if (others.includes('held')) break;
    await sleep(20 + Math.random() * 180);
  }
  throw inUse(folder, await readLease(folder));
}

async function winLease(
  folder: string,
  lease: Lease,
  isWithoutSocket: boolean,
  patienceMs: number,
): Promise<void> {
  const found = await readLease(folder);
  // A lease of this very machine without a living socket was left behind: no need to wait.
  const isLeftBehind = found?.machine === lease.machine && !isWithoutSocket;
  if (found !== undefined && !isLeftBehind) {
    await sleep(patienceMs);
    const later = await readLease(folder);
    if (later?.owner !== found.owner || later.beat !== found.beat) throw inUse(folder, later);
  }
  if (!(await takeLease(folder, lease, found))) throw inUse(folder, await readLease(folder));
}

function keepBeating(folder: string, lease: Lease, beatMs: number, onLost: () => void) {
  let renewal: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    renewal = renewal.then(async () => {
      lease.beat += 1;
      // A disk that fails for a moment is no sign of another owner.
      const isOurs = await renewLease(folder, lease).catch(() => true);
      if (isOurs) return;
      clearInterval(timer);
      onLost();
    });
  }, beatMs);
  timer.unref();
  return {
    stop: () => {
      clearInterval(timer);
      return renewal;
    },
  };
}

/** One per boot of a kernel on Linux, where containers share both kernel and sockets; else the machine's name. */
async function machineId(): Promise<string> {
  const bootId = await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(() => hostname());
  return bootId.trim();
}

function inUse(folder: string, lease: Lease | undefined): LatchkeyError {
  const who = lease === undefined ? 'another process' : `another process (${lease.pid})`;
  return new LatchkeyError('conflict', {
    says: {
      inTerminal: `The database in ${folder} is in use by ${who}. Stop that one, give this one another DATA_DIR, or set DATABASE_URL to share a PostgreSQL server.`,
    },
  });
}
