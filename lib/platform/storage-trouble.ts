import { randomUUID } from 'node:crypto';
import { accessSync, constants, statfsSync } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { ErrorCode } from '@/lib/kernel/error-codes';
import { asLatchkeyError, carrierOf, isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';

/** Why nothing can be saved. */
export type StorageTrouble = Extract<ErrorCode, 'storage_full' | 'storage_read_only'>;

/** PostgreSQL's log grows by files of 16 MiB, and a panic follows when one cannot be made: two are kept free. */
export const reserveBytes = 32 * 1024 * 1024;
const triedBytes = 256 * 1024;
const retryAfterMs = 5_000;

/** Whether an error's code says that nothing can be saved. */
export function isStorageTrouble(code: ErrorCode): code is StorageTrouble {
  return code === 'storage_full' || code === 'storage_read_only';
}

/** What stands against changes in `folder`, as its file system says. Nothing is written; takes microseconds. */
export function foreseenTrouble(folder: string): StorageTrouble | undefined {
  try {
    accessSync(folder, constants.W_OK);
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize < reserveBytes ? 'storage_full' : undefined;
  } catch (error) {
    return troubleOfFile(error);
  }
}

/** The same, and what only writing shows, such as a quota. */
export async function storageTrouble(folder: string): Promise<StorageTrouble | undefined> {
  const foreseen = foreseenTrouble(folder);
  if (foreseen !== undefined) return foreseen;
  const path = join(folder, `room.${randomUUID()}.try`);
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      await file.writeFile(Buffer.alloc(triedBytes));
      await file.sync();
    } finally {
      await file.close();
    }
    return undefined;
  } catch (error) {
    return troubleOfFile(error);
  } finally {
    await rm(path, { force: true }).catch(() => undefined);
  }
}

/** What an error of the file system says about saving; undefined: something else. */
export function troubleOfFile(error: unknown): StorageTrouble | undefined {
  switch (Object(error).code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return 'storage_full';
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return 'storage_read_only';
    default:
      return undefined;
  }
}

/** A PostgreSQL server's refusal to save as a carrier of an error of the closed set; anything else as it is. */
export function explainServerError(error: unknown): unknown {
  switch (Object(error).code) {
    // disk_full
    case '53100':
      return carrierOf(storageError('storage_full', String(error)));
    // read_only_sql_transaction
    case '25006':
      return carrierOf(storageError('storage_read_only', String(error)));
    default:
      return error;
  }
}

// SQLSTATE classes of a statement's own mistakes: data, constraint, serialization, syntax, a function's.
const ownMistake = /^(?:22|23|40|42|P0)/;

/** The same for an embedded database in `folder`, which may also have ended because nothing could be saved. */
export async function explainEmbeddedError(error: unknown, folder: string): Promise<unknown> {
  const { code } = Object(error);
  if (isLatchkeyError(error)) return carrierOf(error);
  if (error instanceof Error && isLatchkeyError(error.cause)) return error;
  if (typeof code === 'string' && ownMistake.test(code) && code !== '42501') return error;
  const trouble = (await storageTrouble(folder)) ?? (code === '53100' ? 'storage_full' : undefined);
  return trouble === undefined ? error : carrierOf(storageError(trouble, String(error)));
}

/** Waits until what a read notes beside its answer is saved. While nothing can be saved, or the database is away, it is left out. */
export async function savedIfPossible(note: PromiseLike<unknown>): Promise<void> {
  try {
    await note;
  } catch (error) {
    const { code } = asLatchkeyError(error);
    if (!isStorageTrouble(code) && code !== 'database_unavailable') throw error;
  }
}

/** The answer to a change that cannot be saved. `inside` is for the log. */
export function storageError(trouble: StorageTrouble, inside: string): LatchkeyError {
  return new LatchkeyError(trouble, { inside, retryAfterMs });
}
