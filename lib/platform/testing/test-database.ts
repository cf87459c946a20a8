import { createHash } from 'node:crypto';
import type { DatabaseConnection } from '@/lib/platform/database-connection';
import { readMigrations } from '@/lib/platform/migration-files';

/** A database of one test file. `drop` comes after it was closed. */
export interface TestDatabase {
  connection: DatabaseConnection;
  drop(): Promise<void>;
}

/** Names what a template was made from: other migrations, another template. 16 hex characters. */
export async function templateName(...more: readonly string[]): Promise<string> {
  const migrations = await readMigrations();
  const all = [...migrations.map(({ name, checksum }) => `${name} ${checksum}`), ...more].join('\n');
  return createHash('sha256').update(all).digest('hex').slice(0, 16);
}
