import { isLatchkeyError, LatchkeyError } from '@/lib/kernel/errors';
import { reserveBytes, type StorageTrouble, troubleOfFile } from './storage-trouble';

/** Why Latchkey does not start, in words for operators: what is wrong and what to do. Nothing secret. */
export function startRefusal(message: string, inside: string = message): LatchkeyError {
  return new LatchkeyError('internal', { says: { inTerminal: message }, inside });
}

/** What an error of the file system at `path`, a folder of DATA_DIR, means for a start. */
export function folderRefusal(path: string, error: unknown): LatchkeyError {
  if (isLatchkeyError(error)) return error;
  const { code } = Object(error);
  switch (code) {
    case 'EEXIST':
    case 'ENOTDIR':
      return startRefusal(
        `${path} is not a folder: it, or a part of its path, is a file. Set DATA_DIR to a folder.`,
      );
    case 'ENOENT':
    case 'ENAMETOOLONG':
    case 'ELOOP':
    case 'EINVAL':
      return startRefusal(
        `The folder ${path} does not exist and cannot be made (${code}). Make it, or set another DATA_DIR.`,
      );
    default: {
      const trouble = troubleOfFile(error);
      if (trouble !== undefined) return troubleRefusal(path, trouble);
      return startRefusal(
        `The folder ${path} cannot be used (${String(code ?? 'unknown')}). Repair its disk, or set another DATA_DIR.`,
        String(error),
      );
    }
  }
}

/** The refusal of a start where nothing can be saved in `path`. */
export function troubleRefusal(path: string, trouble: StorageTrouble): LatchkeyError {
  switch (trouble) {
    case 'storage_full':
      return startRefusal(
        `The disk of ${path} is full: less than ${reserveBytes / 1024 / 1024} MiB are free there. Make room, or set another DATA_DIR.`,
      );
    case 'storage_read_only':
      return startRefusal(
        `This user may not write in ${path}, or its file system is read-only. Give the folder to the user that Latchkey runs as (chown), mount it writable, or set another DATA_DIR.`,
      );
  }
}
