import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FolderLock, lockFolder } from './folder-lock';

let folder = '';
const held: FolderLock[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'latchkey-lock-'));
});
afterEach(async () => {
  await Promise.all(held.splice(0).map((lock) => lock.release()));
  await rm(folder, { recursive: true });
});

async function lock(
  options: Partial<Parameters<typeof lockFolder>[1]> = {},
  where = folder,
): Promise<FolderLock> {
  const taken = await lockFolder(where, { onLost: () => {}, ...options });
  held.push(taken);
  return taken;
}

async function writeLease(lease: { owner: string; machine: string; beat: number }): Promise<void> {
  await writeFile(join(folder, 'lock'), JSON.stringify({ pid: process.pid, ...lease }));
}

async function thisMachine(): Promise<string> {
  return (await readFile('/proc/sys/kernel/random/boot_id', 'utf8').catch(hostname)).trim();
}

const inUse = { code: 'conflict', message: expect.stringContaining('DATA_DIR') };

describe('lockFolder', () => {
  it('gives a folder to one alone, and to the next as soon as it is released', async () => {
    const first = await lock();
    await expect(lock()).rejects.toMatchObject(inUse);
    await first.release();
    await lock();
  });

  it('leaves nothing behind in the folder', async () => {
    const first = await lock();
    await first.release();
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives it to one when many come at once, and tells the others that it is in use', async () => {
    const attempts = await Promise.allSettled(Array.from({ length: 6 }, () => lock()));
    const losers = attempts.flatMap((attempt) => (attempt.status === 'rejected' ? [attempt.reason] : []));
    const winners = attempts.flatMap((attempt) => (attempt.status === 'fulfilled' ? [attempt.value] : []));
    expect(losers).toMatchObject(Array(5).fill(inUse));
    await expect(lock(), 'the one that won has it').rejects.toMatchObject(inUse);
    for (const winner of winners) await winner.release();
    await lock();
  });

  it('takes a folder left behind on this machine at once, though its process number lives on', async () => {
    await writeLease({ owner: 'gone', machine: await thisMachine(), beat: 7 });
    await lock({ patienceMs: 3_600_000 });
  });

  it('takes a folder whose lease is damaged once it stands still', async () => {
    await writeFile(join(folder, 'lock'), 'half a le');
    await lock({ patienceMs: 50 });
  });

  it('takes a folder of another machine whose lease stands still', async () => {
    await writeLease({ owner: 'other', machine: 'elsewhere', beat: 7 });
    await lock({ patienceMs: 50 });
  });

  it('leaves a folder to another machine whose lease is renewed', async () => {
    await writeLease({ owner: 'other', machine: 'elsewhere', beat: 7 });
    const attempt = lock({ patienceMs: 300 });
    setTimeout(() => void writeLease({ owner: 'other', machine: 'elsewhere', beat: 8 }), 100);
    await expect(attempt).rejects.toMatchObject(inUse);
  });

  it('tells its owner when another machine has taken the folder, and leaves that one’s lease alone', async () => {
    const lost = new Promise<void>((resolve) => {
      void lock({ beatMs: 20, onLost: resolve }).then(() =>
        writeLease({ owner: 'other', machine: 'elsewhere', beat: 1 }),
      );
    });
    await lost;
    await Promise.all(held.splice(0).map((taken) => taken.release()));
    expect(JSON.parse(await readFile(join(folder, 'lock'), 'utf8'))).toMatchObject({ owner: 'other' });
  });

  it('renews its lease, and takes it back when only the file was removed', async () => {
    await lock({ beatMs: 20, onLost: () => expect.unreachable() });
    await rm(join(folder, 'lock'));
    await expect.poll(() => readdir(folder), { timeout: 20_000 }).toContain('lock');
  });

  it('works in a folder whose path is too long for a socket', async () => {
    const deep = join(folder, 'd'.repeat(120), 'e'.repeat(120));
    await mkdir(deep, { recursive: true });
    await lock({}, deep);
    await expect(lock({}, deep)).rejects.toMatchObject(inUse);
  });
});
