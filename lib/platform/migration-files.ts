import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startRefusal } from './start-refusal';

export interface Migration {
  /** The folder's name: a time and a title; they apply in this order. */
  name: string;
  sql: string;
  /** SHA-256 of the file in hex, as Prisma records it. */
  checksum: string;
  /** The checksum of the same file with plain line ends, for checkouts that changed them. */
  plainChecksum: string;
}

/** The migrations in `folder`, oldest first. */
export async function readMigrations(folder: string = migrationsFolder()): Promise<Migration[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  return Promise.all(
    names.toSorted().map(async (name) => {
      const sql = await readFile(join(folder, name, 'migration.sql'), 'utf8');
      return { name, sql, checksum: sha256(sql), plainChecksum: sha256(sql.replaceAll('\r\n', '\n')) };
    }),
  );
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** prisma/migrations of the nearest folder above this file that has it: in the source tree and beside a build. */
function migrationsFolder(): string {
  for (
    let folder = dirname(fileURLToPath(import.meta.url));
    folder !== dirname(folder);
    folder = dirname(folder)
  ) {
    const candidate = join(folder, 'prisma', 'migrations');
    if (existsSync(candidate)) return candidate;
  }
  throw startRefusal(
    'The folder prisma/migrations is missing. Run Latchkey from its whole folder, not from a part of it.',
  );
}
