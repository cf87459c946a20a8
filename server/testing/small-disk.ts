import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A file system of its own, which a test may fill or turn read-only. */
export interface SmallDisk {
  folder: string;
  remount(option: 'ro' | 'rw'): void;
  remove(): void;
}

/** Mounts a small disk in memory; undefined where this user may not mount. */
export function mountSmallDisk(sizeMib: number): SmallDisk | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'latchkey-disk-'));
  const run = (program: string, ...parameters: string[]) =>
    execFileSync(program, parameters, { stdio: 'ignore' });
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${sizeMib}m,mode=700`, 'tmpfs', folder);
  } catch {
    rmSync(folder, { recursive: true });
    return undefined;
  }
  return {
    folder,
    remount: (option) => run('mount', '-o', `remount,${option}`, folder),
    remove: () => {
      run('umount', '-l', folder);
      rmSync(folder, { recursive: true });
    },
  };
}
