import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const leaseSchema = z.object({
  owner: z.string(),
  /** Tells kernels apart: sockets reach within one alone. */
  machine: z.string(),
  pid: z.number(),
  /** Grows while the owner lives. */
  beat: z.number(),
});

/** Who holds a folder, in the file `lock` in it. */
export type Lease = z.infer<typeof leaseSchema>;

/** The lease in `folder`; undefined when there is none. One that cannot be understood counts as somebody's. */
export async function readLease(folder: string): Promise<Lease | undefined> {
  const text = await readFile(leasePath(folder), 'utf8').catch(absentWhenMissing);
  return text === undefined ? undefined : leaseOf(text);
}

/** Takes `folder` in place of `stale`, the lease found there. Answers false when somebody else was quicker. */
export async function takeLease(folder: string, lease: Lease, stale: Lease | undefined): Promise<boolean> {
  if (stale !== undefined && !(await moveAway(folder, lease, stale))) return false;
  const draft = await writeDraft(folder, lease);
  try {
    // Unlike rename, link fails when the name is taken, on network file systems too.
    await link(draft, leasePath(folder));
    return true;
  } catch {
    return false;
  } finally {
    await unlink(draft);
  }
}

/** Writes the next beat. Answers false when the lease is no longer `lease.owner`'s: somebody took the folder over. */
export async function renewLease(folder: string, lease: Lease): Promise<boolean> {
  const found = await readLease(folder);
  if (found === undefined) return takeLease(folder, lease, undefined);
  if (found.owner !== lease.owner) return false;
  await rename(await writeDraft(folder, lease), leasePath(folder));
  return true;
}

/** Removes the lease, if it is still `owner`'s. */
export async function dropLease(folder: string, owner: string): Promise<void> {
  const found = await readLease(folder);
  if (found?.owner === owner) await unlink(leasePath(folder)).catch(() => {});
}

/** Of two that find one stale lease, only one can move it; one that moved a newer lease puts it back. */
async function moveAway(folder: string, lease: Lease, stale: Lease): Promise<boolean> {
  const aside = join(folder, `lock.${lease.owner}.aside`);
  try {
    await rename(leasePath(folder), aside);
  } catch {
    return false;
  }
  const moved = leaseOf(await readFile(aside, 'utf8'));
  const isStale = moved.owner === stale.owner && moved.beat === stale.beat;
  if (!isStale) await link(aside, leasePath(folder)).catch(() => {});
  await unlink(aside);
  return isStale;
}

async function writeDraft(folder: string, lease: Lease): Promise<string> {
  const draft = join(folder, `lock.${lease.owner}.new`);
  await writeFile(draft, JSON.stringify(lease), { mode: 0o600 });
  return draft;
}

function leasePath(folder: string): string {
  return join(folder, 'lock');
}

function leaseOf(text: string): Lease {
  try {
    return leaseSchema.parse(JSON.parse(text));
  } catch {
    return { owner: text.slice(0, 100), machine: 'unknown', pid: 0, beat: 0 };
  }
}

function absentWhenMissing(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
