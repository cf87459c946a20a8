import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, which a test may fill or turn read-only. */
export interface SmallDisk {
  folder: string;
  /** Leaves no byte free. */
  fill(): void;
  /** Takes away what `fill` has written. */
  free(): void;
  /** Fails while a file is open for writing there. */
  remount(option: 'ro' | 'rw'): void;
  remove(): void;
}

/** Whether this user may mount a small disk; says so when not. */
export function mayMountDisk(): boolean {
  try {
    mountSmallDisk(1).remove();
    return true;
  } catch {
    process.stderr.write(
      'This user may not mount a small disk: tests of full and read-only disks are left out.\n',
    );
    return false;
  }
}

/** Mounts a small disk in memory. Throws where this user may not. */
export function mountSmallDisk(sizeMib: number): SmallDisk {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-disk-'));
  const filling = join(folder, 'filling');
  const run = (program: string, ...parameters: string[]) =>
    execFileSync(program, parameters, { stdio: 'ignore' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=700`, 'tmpfs', folder);
  } catch (error) {
    rmSync(folder, { recursive: true });
    throw error;
  }
  return {
    folder,
    fill: () => fillWith(filling, Buffer.alloc(64 * 1024)),
    free: () => rmSync(filling, { force: true }),
    remount: (option) => run('mount', '-o', `remount,${option}`, folder),
    remove: () => {
      run('umount', '-l', folder);
      rmSync(folder, { recursive: true });
    },
  };
}

function fillWith(path: string, block: Buffer): void {
  try {
    for (;;) appendFileSync(path, block);
  } catch {
    // Full, as was wanted.
  }
}
